// Archives that are written piece by piece.

import Testing
import ZipArchive

@Suite struct ZipStreamTests {
    @Test func `the pieces make the archive that the writer in memory makes`() throws {
        let files: [(String, [UInt8])] = [
            ("a.txt", Array(repeating: 97, count: 5_000)), ("b/c.png", [1, 2, 3]), ("empty", []),
        ]
        var stream = ZipStream()
        var writer = ZipWriter()
        var pieces: [UInt8] = []
        for (name, contents) in files {
            pieces += try stream.add(name: name, contents: contents)
            try writer.add(name: name, contents: contents)
        }
        pieces += stream.finish()
        #expect(pieces == writer.finish())
        #expect(try ZipReader(pieces).entries.map(\.name) == files.map(\.0))
    }

    @Test func `a name is taken once, and an unsafe one never`() throws {
        var stream = ZipStream()
        _ = try stream.add(name: "a", contents: [])
        #expect(throws: ZipError.duplicateName("a")) {
            try stream.add(name: "a", contents: [])
        }
        #expect(throws: ZipError.unsafeName("../a")) {
            try stream.add(name: "../a", contents: [])
        }
    }

    @Test func `more entries than a plain ZIP can count are read by others`() async throws {
        let count = 66_000
        var stream = ZipStream()
        var archive: [UInt8] = []
        for number in 0..<count {
            archive += try stream.add(
                name: "f\(number)", contents: Array("\(number)".utf8), compress: false)
        }
        archive += stream.finish()
        let program = """
            import io, sys, zipfile
            archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
            assert archive.testzip() is None
            names = archive.namelist()
            print(len(names), archive.read(names[-1]).decode())
            """
        let said = try await Tools.python(program, input: archive)
        #expect(String(decoding: said, as: UTF8.self) == "\(count) \(count - 1)\n")
        #expect(try await Tools.unzipTest(archive, quietly: true).contains("No errors"))
    }

    @Test func `the writer in memory refuses what a plain ZIP cannot say`() throws {
        var writer = ZipWriter()
        for number in 0..<65_534 {
            try writer.add(name: "\(number)", contents: [], compress: false)
        }
        #expect(throws: ZipError.archiveFull("more")) {
            try writer.add(name: "more", contents: [])
        }
    }
}
