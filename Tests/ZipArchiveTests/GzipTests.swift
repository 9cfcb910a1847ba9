// gzip data, honest and not.

import Testing

@testable import ZipArchive

@Suite struct GzipTests {
    /// One member, with optional parts of the header.
    private func member(
        _ contents: [UInt8], flags: UInt8 = 0, optional: [UInt8] = [], crc32: UInt32? = nil,
        size: UInt32? = nil
    ) -> [UInt8] {
        var bytes: [UInt8] = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255] + optional
        // A stored deflate block where packing would not be smaller.
        let length = UInt16(truncatingIfNeeded: contents.count)
        var stored: [UInt8] = [1]
        stored.append(littleEndian: length)
        stored.append(littleEndian: ~length)
        bytes += Deflation.smaller(contents) ?? stored + contents
        bytes.append(littleEndian: crc32 ?? CRC32.of(contents))
        bytes.append(littleEndian: size ?? UInt32(contents.count))
        return bytes
    }

    @Test(arguments: [0, 1, 5, 1_000, 65_536, 1_000_000])
    func `a member is unpacked`(size: Int) throws {
        let packed = member(prose(size))
        #expect(Gzip.isGzip(packed))
        #expect(try Gzip.inflate(packed, limit: size) == prose(size))
    }

    @Test func `several members are joined`() throws {
        let packed = member(prose(3_000)) + member([]) + member(Array("x".utf8)) + member(noise(9))
        let expected = prose(3_000) + Array("x".utf8) + noise(9)
        #expect(try Gzip.inflate(packed, limit: 3_010) == expected)
        #expect(throws: GzipError.tooLarge(limit: 3_009)) {
            try Gzip.inflate(packed, limit: 3_009)
        }
    }

    @Test func `the optional parts of a header are passed over`() throws {
        let extra: [UInt8] = [3, 0, 1, 2, 3]
        let names = Array("sheet.csv\u{0}a comment\u{0}".utf8)
        var packed = member(prose(50), flags: 4 | 8 | 16, optional: extra + names)
        #expect(try Gzip.inflate(packed, limit: 50) == prose(50))

        let head = Array(packed[..<10])
        var checked = head
        checked[3] |= 2
        let sum = CRC32.of(checked + extra + names)
        let sumBytes = [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
        packed = member(prose(50), flags: 4 | 8 | 16 | 2, optional: extra + names + sumBytes)
        #expect(try Gzip.inflate(packed, limit: 50) == prose(50))
        packed = member(prose(50), flags: 4 | 8 | 16 | 2, optional: extra + names + [0, 0])
        #expect(throws: GzipError.badHeader) { try Gzip.inflate(packed, limit: 50) }
    }

    @Test func `a bomb stops at the limit`() throws {
        let bomb = member([UInt8](repeating: 0, count: 64 << 20))
        #expect(bomb.count < 128 << 10)
        #expect(throws: GzipError.tooLarge(limit: 1_000)) { try Gzip.inflate(bomb, limit: 1_000) }
        #expect(throws: GzipError.tooLarge(limit: 0)) { try Gzip.inflate(bomb, limit: 0) }
    }

    @Test func `members without end are refused`() {
        let many = [[UInt8]](repeating: member([]), count: ArchiveLimits.gzipMembers + 1)
        #expect(throws: GzipError.tooManyMembers(limit: ArchiveLimits.gzipMembers)) {
            try Gzip.inflate(Array(many.joined()), limit: 1)
        }
    }

    @Test func `a wrong checksum or length is found`() {
        #expect(throws: GzipError.wrongChecksum) {
            try Gzip.inflate(member(prose(50), crc32: 1), limit: 50)
        }
        #expect(throws: GzipError.wrongSize) {
            try Gzip.inflate(member(prose(50), size: 49), limit: 50)
        }
    }

    @Test func `only zeros may follow`() throws {
        let packed = member(prose(50))
        #expect(try Gzip.inflate(packed + [0, 0, 0], limit: 50) == prose(50))
        #expect(throws: GzipError.trailingBytes) { try Gzip.inflate(packed + [1], limit: 50) }
        #expect(throws: GzipError.trailingBytes) {
            try Gzip.inflate(packed + [0] + packed, limit: 100)
        }
    }

    @Test(arguments: [0, 4, 8, 12] as [UInt8]) func `data cut off after any byte is refused`(
        flags: UInt8
    ) {
        let first = member(prose(200))
        let optional: [UInt8] = flags & 4 != 0 ? [2, 0, 9, 9] : []
        let name: [UInt8] = flags & 8 != 0 ? [65, 0] : []
        let second = member(prose(90), flags: flags, optional: optional + name)
        let packed = first + second
        for count in 0..<packed.count where count != first.count {
            #expect(throws: GzipError.self, "cut after \(count) bytes") {
                try Gzip.inflate(Array(packed[..<count]), limit: 1_000)
            }
        }
    }

    @Test(arguments: [[], [0x1f], Array("order,bundle\n".utf8), Array("PK\u{3}\u{4}".utf8)])
    func `what is not gzip is told`(bytes: [UInt8]) {
        #expect(!Gzip.isGzip(bytes))
        #expect(throws: GzipError.self) { try Gzip.inflate(bytes, limit: 100) }
    }

    @Test func `an unknown method or flag is refused`() {
        var packed = member(prose(50))
        packed[3] = 0x20
        #expect(throws: GzipError.badHeader) { try Gzip.inflate(packed, limit: 50) }
        packed[3] = 0
        packed[2] = 7
        #expect(throws: GzipError.badHeader) { try Gzip.inflate(packed, limit: 50) }
    }

    @Test func `a broken deflate stream is refused`() {
        var packed = member(prose(50))
        packed[10] = 0xff
        #expect(throws: GzipError.corruptData) { try Gzip.inflate(packed, limit: 50) }
    }
}
