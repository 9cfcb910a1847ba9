// What the writer writes, the reader reads.

import Testing

@testable import ZipArchive

@Suite struct RoundTripTests {
    @Test(arguments: [0, 1, 2, 100, 2_048, 2_049, 65_535, 65_536, 65_537, 200_000], [true, false])
    func `contents of every size come back`(size: Int, compress: Bool) throws {
        var writer = ZipWriter()
        try writer.add(name: "noise.bin", contents: noise(size), compress: compress)
        try writer.add(name: "folder/prose.txt", contents: prose(size), compress: compress)
        let reader = try ZipReader(writer.finish())
        #expect(reader.entries.map(\.name) == ["noise.bin", "folder/prose.txt"])
        #expect(try reader.contents(of: reader.entries[0]) == noise(size))
        #expect(try reader.contents(of: reader.entries[1]) == prose(size))
        #expect(reader.entries[1].size == size)
        try reader.verify()
    }

    @Test func `an archive of nothing is read as nothing`() throws {
        let reader = try ZipReader(ZipWriter().finish())
        #expect(reader.entries.isEmpty)
        try reader.verify()
    }

    @Test func `the same contents give the same bytes`() throws {
        func archive() throws -> [UInt8] {
            var writer = ZipWriter()
            try writer.add(name: "a.txt", contents: prose(5_000))
            try writer.add(name: "b.bin", contents: noise(5_000))
            return writer.finish()
        }
        #expect(try archive() == archive())
    }

    @Test func `what would grow is stored`() throws {
        var writer = ZipWriter()
        try writer.add(name: "noise", contents: noise(4_096))
        try writer.add(name: "prose", contents: prose(4_096))
        let entries = try ZipReader(writer.finish()).entries
        #expect(entries[0].method == .stored && entries[0].compressedSize == 4_096)
        #expect(entries[1].method == .deflate && entries[1].compressedSize < 200)
    }

    @Test func `a writer goes on after it finished once`() throws {
        var writer = ZipWriter()
        try writer.add(name: "a", contents: [1])
        let first = try ZipReader(writer.finish())
        try writer.add(name: "b", contents: [2])
        let second = try ZipReader(writer.finish())
        #expect(first.entries.map(\.name) == ["a"])
        #expect(second.entries.map(\.name) == ["a", "b"])
    }

    @Test func `an entry is found by its name`() throws {
        var writer = ZipWriter()
        try writer.add(name: "a", contents: [1])
        let reader = try ZipReader(writer.finish())
        let entry = try #require(reader.entry(named: "a"))
        #expect(try reader.contents(of: entry) == [1])
        #expect(reader.entry(named: "A") == nil)
    }

    @Test func `an entry of another archive is refused`() throws {
        var writer = ZipWriter()
        try writer.add(name: "a", contents: [1])
        let entry = try ZipReader(writer.finish()).entries[0]
        let other = try ZipReader(ZipWriter().finish())
        #expect(throws: ZipError.foreignEntry("a")) { try other.contents(of: entry) }
    }

    @Test(arguments: ["", "/etc/passwd", "../up", "a//b", "C:x", "a\\b", "folder/", "a\u{0}b"])
    func `the writer refuses a name that no careful reader would use`(name: String) {
        var writer = ZipWriter()
        #expect(throws: ZipError.unsafeName(name)) { try writer.add(name: name, contents: []) }
        #expect(writer.finish() == ZipWriter().finish())
    }

    @Test func `the writer refuses a name that is there already`() throws {
        var writer = ZipWriter()
        try writer.add(name: "a", contents: [1])
        let before = writer.finish()
        #expect(throws: ZipError.duplicateName("a")) { try writer.add(name: "a", contents: [2]) }
        #expect(writer.finish() == before)
    }

    @Test(arguments: [
        (1979, 12, 31, 0, 0, 0), (2108, 1, 1, 0, 0, 0), (2024, 0, 1, 0, 0, 0),
        (2024, 13, 1, 0, 0, 0), (2024, 1, 32, 0, 0, 0), (2024, 1, 1, 24, 0, 0),
        (2024, 1, 1, 0, 60, 0), (2024, 1, 1, 0, 0, 60),
    ])
    func `a time that DOS cannot say is no timestamp`(
        parts: (Int, Int, Int, Int, Int, Int)
    ) {
        #expect(
            ZipTimestamp(
                year: parts.0, month: parts.1, day: parts.2, hour: parts.3, minute: parts.4,
                second: parts.5) == nil)
    }
}
