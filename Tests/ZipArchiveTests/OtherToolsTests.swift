// Our archives in other programs, and theirs in ours.

import Testing
import ZipArchive

@Suite struct OtherToolsTests {
    private func sample() throws -> [UInt8] {
        let timestamp = try #require(
            ZipTimestamp(year: 2024, month: 5, day: 6, hour: 7, minute: 8, second: 10))
        var writer = ZipWriter(modified: timestamp)
        try writer.add(name: "prose.txt", contents: prose(100_000))
        try writer.add(name: "folder/noise.bin", contents: noise(10_000))
        try writer.add(name: "übersicht.csv", contents: prose(300), compress: false)
        try writer.add(name: "empty", contents: [])
        return writer.finish()
    }

    @Test func `unzip finds nothing wrong with our archive`() async throws {
        let output = try await Tools.unzipTest(sample())
        #expect(output.contains("No errors detected"))
        #expect(output.contains("folder/noise.bin"))
    }

    @Test func `Python reads our archive as we wrote it`() async throws {
        let program = """
            import io, sys, zipfile, zlib
            archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
            assert archive.testzip() is None
            for entry in archive.infolist():
                data = archive.read(entry)
                print(entry.filename, len(data), zlib.crc32(data), entry.date_time,
                      oct(entry.external_attr >> 16), entry.compress_type)
            """
        let output = try await Tools.python(program, input: sample())
        let time = "(2024, 5, 6, 7, 8, 10) 0o100600"
        let expected = [
            "prose.txt 100000 \(CRC32.of(prose(100_000))) \(time) 8",
            "folder/noise.bin 10000 \(CRC32.of(noise(10_000))) \(time) 0",
            "übersicht.csv 300 \(CRC32.of(prose(300))) \(time) 0",
            "empty 0 0 \(time) 0",
        ]
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(lines == expected)
    }

    @Test func `we read what Python writes`() async throws {
        let program = """
            import io, sys, zipfile
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.comment = b"a comment"
                archive.writestr("prose.txt", "LPA:1$" * 5000)
                archive.writestr("stored.txt", "x", zipfile.ZIP_STORED)
                archive.writestr("folder/", "")
                archive.writestr("\\u00fcbersicht.csv", "a,b")
            sys.stdout.buffer.write(buffer.getvalue())
            """
        let reader = try await ZipReader(Tools.python(program))
        #expect(
            reader.entries.map(\.name) == ["prose.txt", "stored.txt", "folder/", "übersicht.csv"])
        #expect(reader.entries.map(\.isSafeName) == [true, true, false, true])
        #expect(reader.entries.map(\.isDirectory) == [false, false, true, false])
        #expect(try reader.contents(of: reader.entries[0]).count == 30_000)
        #expect(try reader.contents(of: reader.entries[3]) == Array("a,b".utf8))
        try reader.verify()
    }

    @Test func `we read what Python streams with data descriptors`() async throws {
        let program = """
            import io, sys, zipfile
            class Pipe(io.RawIOBase):
                def writable(self): return True
                def seekable(self): return False
                def write(self, data): return sys.stdout.buffer.write(data)
            with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("a.txt", "a" * 1000)
                archive.writestr("b.txt", "b", zipfile.ZIP_STORED)
            """
        let reader = try await ZipReader(Tools.python(program))
        #expect(reader.entries.map(\.size) == [1_000, 1])
        try reader.verify()
    }

    @Test func `ZIP64 is refused, not misread`() async throws {
        let program = """
            import io, sys, zipfile
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                with archive.open("a.txt", "w", force_zip64=True) as entry:
                    entry.write(b"contents")
            sys.stdout.buffer.write(buffer.getvalue())
            """
        let archive = try await Tools.python(program)
        #expect(throws: ZipError.zip64) { try ZipReader(archive) }
    }

    @Test func `we unpack what Python packs with gzip`() async throws {
        let program = """
            import gzip, sys
            sys.stdout.buffer.write(gzip.compress(b"first ") + gzip.compress(b"second"))
            """
        let packed = try await Tools.python(program)
        #expect(try Gzip.inflate(packed, limit: 12) == Array("first second".utf8))
    }
}
