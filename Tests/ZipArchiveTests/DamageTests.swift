// Damaged archives end in an error or in the right answer, never in a crash.

import Testing

@testable import ZipArchive

@Suite struct DamageTests {
    private func sample() throws -> [UInt8] {
        var streamed = try RawEntry.deflated("b.txt", prose(300))
        streamed.descriptor = .signed
        var archive = RawZip([RawEntry("a.txt"), streamed, RawEntry("folder/", [])])
        archive.comment = Array("the end".utf8)
        return archive.bytes
    }

    @Test func `an archive cut off after any byte is refused`() throws {
        let bytes = try sample()
        try ZipReader(bytes).verify()
        for count in 0..<bytes.count {
            #expect(throws: ZipError.self, "cut after \(count) bytes") {
                try ZipReader(Array(bytes[..<count])).verify()
            }
        }
    }

    @Test func `an archive cut off before any byte is refused`() throws {
        let bytes = try sample()
        for count in 1...bytes.count {
            #expect(throws: ZipError.self, "\(count) bytes missing in front") {
                try ZipReader(Array(bytes[count...])).verify()
            }
        }
    }

    @Test func `any one flipped bit gives an error or the same contents`() throws {
        let bytes = try sample()
        let whole = try ZipReader(bytes)
        let contents = try whole.entries.map { try whole.contents(of: $0) }
        for position in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[position] ^= 1 << bit
                guard let reader = try? ZipReader(damaged), (try? reader.verify()) != nil else {
                    continue
                }
                // Times, attributes, the comment and versions may change; contents may not.
                #expect(
                    try reader.entries.map { try reader.contents(of: $0) } == contents,
                    "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test(arguments: 1...200) func `random damage never crashes the reader`(seed: UInt64) throws {
        var bytes = try sample()
        let values = noise(60, seed: seed &* 0x9E37_79B9_7F4A_7C15)
        for change in stride(from: 0, to: values.count, by: 3) {
            let position = (Int(values[change]) << 8 | Int(values[change + 1])) % bytes.count
            bytes[position] = values[change + 2]
        }
        let reader = try? ZipReader(bytes)
        // With checksums kept, whatever is still read has the size that it claims.
        for entry in reader?.entries ?? [] {
            if let contents = try? reader?.contents(of: entry) {
                #expect(contents.count == entry.size)
            }
        }
        #expect(throws: ZipError.self) { try ZipReader(noise(200, seed: seed)) }
    }
}
