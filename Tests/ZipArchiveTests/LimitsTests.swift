// No archive gets more than the limits allow, whatever it says.

import Testing

@testable import ZipArchive

@Suite struct LimitsTests {
    @Test func `an archive at the limits is read, one beyond is refused`() throws {
        let bytes = RawZip([RawEntry("aa", prose(60)), RawEntry("bb", prose(40))]).bytes
        let limits = ArchiveLimits(
            archiveBytes: bytes.count, entries: 2, entryBytes: 60, totalBytes: 100, nameBytes: 2)
        try ZipReader(bytes, limits: limits).verify()

        func refusal(_ change: (inout ArchiveLimits) -> Void) -> ZipError? {
            var lower = limits
            change(&lower)
            return #expect(throws: ZipError.self) { try ZipReader(bytes, limits: lower) }
        }
        #expect(
            refusal { $0.archiveBytes -= 1 }
                == .archiveTooLarge(bytes: bytes.count, limit: bytes.count - 1))
        #expect(refusal { $0.entries -= 1 } == .tooManyEntries(count: 2, limit: 1))
        #expect(refusal { $0.entryBytes -= 1 } == .entryTooLarge("aa", bytes: 60, limit: 59))
        #expect(refusal { $0.totalBytes -= 1 } == .totalTooLarge(limit: 99))
        guard case .badName(_, bytes: 2, limit: 1) = refusal({ $0.nameBytes -= 1 }) else {
            Issue.record("a name over the limit was read")
            return
        }
    }

    @Test func `a bomb is refused by its ratio before anything is unpacked`() throws {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        let archive = RawZip([try .deflated("zeros", zeros)]).bytes
        #expect(archive.count < 16_384)
        #expect(throws: ZipError.ratioTooHigh("zeros", limit: 200)) { try ZipReader(archive) }
        let limits = ArchiveLimits(compressionRatio: 2_000)
        try ZipReader(archive, limits: limits).verify()
    }

    @Test func `a bomb that names a small size is stopped there`() throws {
        var entry = try RawEntry.deflated("zeros", [UInt8](repeating: 0, count: 32 << 20))
        entry.size = 100
        let reader = try ZipReader(RawZip([entry]).bytes)
        #expect(throws: ZipError.wrongSize("zeros", expected: 100)) {
            try reader.contents(of: reader.entries[0])
        }
        // The stream itself stops at its limit: one byte more is all that is ever produced.
        #expect(throws: InflateError.tooLarge) { try Inflation(entry.data[...], atMost: 100) }
    }

    @Test func `a size at the very edge of what a stream holds is exact`() throws {
        let packed = try #require(Deflation.smaller(prose(65_536)))
        #expect(try Inflation(packed[...], atMost: 65_536).bytes == prose(65_536))
        #expect(try Inflation(packed[...], atMost: .max).bytes == prose(65_536))
        #expect(throws: InflateError.tooLarge) { try Inflation(packed[...], atMost: 65_535) }
        #expect(throws: InflateError.tooLarge) { try Inflation(packed[...], atMost: 0) }
        #expect(throws: InflateError.tooLarge) { try Inflation(packed[...], atMost: -1) }
    }

    @Test func `many small bombs together meet the total`() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let entry = try RawEntry.deflated("", zeros)
        let entries = (0..<40).map { number in
            var copy = entry
            copy.name = Array("\(number)".utf8)
            return copy
        }
        let limits = ArchiveLimits(totalBytes: 32 << 20)
        #expect(throws: ZipError.totalTooLarge(limit: 32 << 20)) {
            try ZipReader(RawZip(entries).bytes, limits: limits)
        }
    }
}
