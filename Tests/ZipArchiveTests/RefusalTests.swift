// Archives that lie are refused, each for its own reason.

import Testing

@testable import ZipArchive

@Suite struct RefusalTests {
    private func refusal(
        _ archive: RawZip, limits: ArchiveLimits = .standard
    ) throws -> ZipError? {
        #expect(throws: ZipError.self) { try ZipReader(archive.bytes, limits: limits).verify() }
    }

    @Test func `the honest archive of these tests is read`() throws {
        let archive = RawZip([RawEntry("a"), try .deflated("b", prose(500))])
        let reader = try ZipReader(archive.bytes)
        try reader.verify()
        #expect(try reader.contents(of: reader.entries[1]) == prose(500))
    }

    @Test func `a comment is passed over`() throws {
        var archive = RawZip([RawEntry("a")])
        archive.comment = noise(65_535)
        #expect(try ZipReader(archive.bytes).entries.count == 1)
    }

    @Test(arguments: [RawEntry.Descriptor.signed, .plain])
    func `a data descriptor with or without its signature is read`(
        descriptor: RawEntry.Descriptor
    ) throws {
        var entry = try RawEntry.deflated("a", prose(900))
        entry.descriptor = descriptor
        let reader = try ZipReader(RawZip([entry, RawEntry("b")]).bytes)
        #expect(try reader.contents(of: reader.entries[0]) == prose(900))
    }

    @Test(arguments: [RawEntry.Descriptor.signed, .plain])
    func `a data descriptor that disagrees is refused`(descriptor: RawEntry.Descriptor) throws {
        var entry = RawEntry("a")
        entry.descriptor = descriptor
        entry.localCRC32 = 1
        #expect(try refusal(RawZip([entry])) == .headersDisagree("a"))
    }

    @Test(arguments: [1, 0x41, 0x2000] as [UInt16])
    func `an encrypted entry is refused`(flags: UInt16) throws {
        var entry = RawEntry("a")
        entry.flags = flags
        #expect(try refusal(RawZip([entry])) == .encrypted("a"))
    }

    @Test func `an entry encrypted only by its own header is refused`() throws {
        var entry = RawEntry("a")
        entry.localFlags = 1
        #expect(try refusal(RawZip([entry])) == .headersDisagree("a"))
    }

    @Test(arguments: [1, 9, 12, 14, 93, 99] as [UInt16])
    func `another method than stored and deflate is refused`(method: UInt16) throws {
        var entry = RawEntry("a")
        entry.method = method
        #expect(try refusal(RawZip([entry])) == .unsupportedMethod("a", method: method))
    }

    @Test func `a name that is there twice is refused`() throws {
        let archive = RawZip([RawEntry("a"), RawEntry("b"), RawEntry("a")])
        #expect(try refusal(archive) == .duplicateName("a"))
    }

    @Test func `names that differ only in how an accent is composed are one name`() throws {
        let archive = RawZip([RawEntry("\u{e9}"), RawEntry("e\u{301}")])
        #expect(try refusal(archive) == .duplicateName("\u{e9}"))
    }

    @Test func `two entries over the same bytes are refused`() throws {
        var second = RawEntry("a")
        second.offset = 0
        var archive = RawZip([RawEntry("a"), second])
        #expect(try refusal(archive) == .duplicateName("a"))
        // The same bytes under another name would need another local header, inside the data.
        let inner = RawZip([RawEntry("b", [])]).bytes[..<31]
        second = RawEntry("b", [])
        second.offset = 31
        archive = RawZip([RawEntry("a", Array(inner)), second])
        #expect(try refusal(archive) == .overlap("b"))
    }

    @Test func `data that runs into the directory is refused`() throws {
        var entry = RawEntry("a")
        entry.compressedSize += 1
        entry.size += 1
        #expect(try refusal(RawZip([entry])) == .headersDisagree("a"))
    }

    @Test(arguments: [(RawEntry.Descriptor.none, 0), (.plain, 12), (.signed, 16)])
    func `an entry reaches from its header to the end of its descriptor`(
        descriptor: RawEntry.Descriptor, size: Int
    ) throws {
        var entry = RawEntry("a")
        entry.descriptor = descriptor
        let bytes = RawZip([entry]).bytes
        let directory = try EndRecord(in: bytes).directory
        let central = try CentralRecord(
            bytes, at: directory.lowerBound, before: directory.upperBound, limits: .standard)
        let local = try LocalRecord(bytes, for: central, before: directory.lowerBound)
        #expect(local.data == 31..<39)
        #expect(local.extent == 0..<(39 + size))
    }

    @Test(
        arguments: [
            { $0.localName = Array("b".utf8) },
            { $0.localName = Array("longer".utf8) },
            { $0.localMethod = 8 },
            { $0.localCRC32 = 7 },
            { $0.localFlags = 8 },
            { $0.offset = 1 },
            { $0.offset = 1_000 },
        ] as [@Sendable (inout RawEntry) -> Void])
    func `an entry that its two headers describe differently is refused`(
        change: @Sendable (inout RawEntry) -> Void
    ) throws {
        var entry = RawEntry("a")
        change(&entry)
        #expect(try refusal(RawZip([entry])) == .headersDisagree("a"))
    }

    @Test(
        arguments: [
            {
                $0.prefix = [0]
                $0.directoryOffset = 38
            },
            { $0.directoryOffset = 0 },
            { $0.directorySize = 46 },
            { $0.entryCount = 2 },
            { $0.entryCount = 0 },
            { $0.beforeEnd = [1, 2, 3] },
        ] as [@Sendable (inout RawZip) -> Void])
    func `a directory that is not where or what it should be is refused`(
        change: @Sendable (inout RawZip) -> Void
    ) throws {
        var archive = RawZip([RawEntry("a")])
        change(&archive)
        let error = try #require(try refusal(archive))
        guard case .badDirectory = error else {
            Issue.record("refused for another reason: \(error)")
            return
        }
    }

    @Test func `two ends are refused`() throws {
        var archive = RawZip([RawEntry("a")])
        archive.comment = ZipWriter().finish()
        #expect(try refusal(archive) == .ambiguousEnd)
    }

    @Test func `bytes after the end are refused`() throws {
        var archive = RawZip([RawEntry("a")])
        archive.afterEnd = [0]
        #expect(try refusal(archive) == .notAnArchive)
    }

    @Test func `volumes are refused`() throws {
        var archive = RawZip([RawEntry("a")])
        archive.volume = 1
        #expect(try refusal(archive) == .severalVolumes)
        var entry = RawEntry("a")
        entry.volume = 1
        #expect(try refusal(RawZip([entry])) == .severalVolumes)
    }

    @Test func `ZIP64 is refused in every place that says it`() throws {
        var archive = RawZip([RawEntry("a")])
        archive.entryCount = .max
        #expect(try refusal(archive) == .zip64)
        archive = RawZip([RawEntry("a")])
        archive.beforeEnd = [0x50, 0x4b, 6, 7] + [UInt8](repeating: 0, count: 16)
        #expect(try refusal(archive) == .zip64)
        var entry = RawEntry("a")
        entry.size = .max
        #expect(try refusal(RawZip([entry])) == .zip64)
        entry = RawEntry("a")
        entry.extra = [1, 0, 0, 0]
        #expect(try refusal(RawZip([entry])) == .zip64)
        entry = RawEntry("a")
        entry.localExtra = [1, 0, 0, 0]
        #expect(try refusal(RawZip([entry])) == .zip64)
    }

    @Test func `extra fields that are not ZIP64 are passed over`() throws {
        var entry = RawEntry("a")
        entry.extra = [0x55, 0x54, 1, 0, 9, 0, 0]
        entry.localExtra = [0x75, 0x70, 0, 0]
        #expect(try ZipReader(RawZip([entry]).bytes).entries.count == 1)
    }

    @Test func `an extra field that runs over its end is refused`() throws {
        var entry = RawEntry("a")
        entry.extra = [0x55, 0x54, 9, 0]
        let end = RawZip([RawEntry("a")]).bytes.count - EndRecord.size
        #expect(try refusal(RawZip([entry])) == .badDirectory(offset: end))
        entry.extra = []
        entry.localExtra = [0x55, 0x54, 9, 0]
        #expect(try refusal(RawZip([entry])) == .headersDisagree("a"))
    }

    @Test func `a wrong checksum is found`() throws {
        var entry = RawEntry("a")
        entry.crc32 ^= 1
        #expect(try refusal(RawZip([entry])) == .wrongChecksum("a"))
        entry = try RawEntry.deflated("a", prose(500))
        entry.crc32 ^= 1
        #expect(try refusal(RawZip([entry])) == .wrongChecksum("a"))
    }

    @Test(arguments: [-1, 1]) func `a wrong size is found`(difference: Int) throws {
        var entry = RawEntry("a")
        entry.size = UInt32(Int(entry.size) + difference)
        #expect(try refusal(RawZip([entry])) == .wrongSize("a", expected: 8 + difference))
        entry = try RawEntry.deflated("a", prose(500))
        entry.size = UInt32(500 + difference)
        #expect(try refusal(RawZip([entry])) == .wrongSize("a", expected: 500 + difference))
    }

    @Test func `data behind the deflate stream is refused`() throws {
        var entry = try RawEntry.deflated("a", prose(500))
        entry.data.append(0)
        entry.compressedSize += 1
        #expect(try refusal(RawZip([entry])) == .wrongSize("a", expected: 500))
    }

    @Test func `data that is not a deflate stream is refused`() throws {
        var entry = try RawEntry.deflated("a", prose(500))
        entry.data = [UInt8](repeating: 0xff, count: entry.data.count)
        #expect(try refusal(RawZip([entry])) == .corruptData("a"))
        entry.data = []
        entry.compressedSize = 0
        #expect(try refusal(RawZip([entry])) == .corruptData("a"))
    }

    @Test func `a description repeats a name without its control characters`() {
        let error = ZipError.encrypted("a\u{1b}[2J\n" + String(repeating: "x", count: 500))
        #expect(error.description.hasPrefix(#"ZIP entry "a\u{1B}[2J\n"#))
        #expect(error.description.hasSuffix("…\" is encrypted"))
        #expect(error.description.count < 200)
    }
}
