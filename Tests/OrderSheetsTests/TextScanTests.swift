// What many bytes at once show is what each alone shows.

import OrderTestKit
import Testing

@testable import OrderSheets

@Suite struct TextScanTests {
    /// Texts of ASCII, NULs, letters of two to four bytes and bytes that are none.
    private static func bytes(_ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(0...40) {
            switch random.number(0...7) {
            case 0: bytes.append(UInt8(truncatingIfNeeded: random.next()))
            case 1: bytes.append(0)
            case 2, 3: bytes += Array(random.pick(["é", "€", "🧳", "é€", "\u{7F}"]).utf8)
            default: bytes += Array(repeating: 0x61, count: random.number(0...10))
            }
        }
        return bytes
    }

    @Test(arguments: 0..<50)
    func `NULs and what is not UTF-8 are found wherever they stand`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<400 {
            let bytes = Self.bytes(&random)
            let scan = TextScan(bytes.span)
            #expect(scan.firstNUL == bytes.firstIndex(of: 0), "\(bytes)")
            var invalid: Int?
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: bytes.span)
            } catch {
                invalid = error.byteOffsets.lowerBound
            }
            #expect(scan.firstInvalid == invalid, "\(bytes)")
        }
    }

    @Test(arguments: 0..<50)
    func `each of the bytes looked for is found, in order`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let wanted: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D]
        let scanner = ByteScanner(wanted[0], wanted[1], wanted[2], wanted[3])
        for _ in 0..<400 {
            // Neighbours in value of those looked for, and the same with the top bit set.
            let bytes = (0..<random.number(0...200)).map { _ in
                random.pick(wanted + [0x2B, 0x2D, 0xAC, 0xA2, 0x8A, 0x8D, 0x0B, 0, 0x80])
            }
            let start = random.number(0...bytes.count)
            let places = bytes.indices.filter { $0 >= start && wanted.contains(bytes[$0]) }
            var walk = ByteScanner.Walk(scanner, from: start, in: bytes.span)
            var found: [Int] = []
            while case let place = walk.next(in: bytes.span), place < bytes.count {
                found.append(place)
            }
            #expect(found == places, "\(bytes) from \(start)")
            #expect(walk.next(in: bytes.span) == bytes.count)
            #expect(scanner.next(from: start, in: bytes.span) == places.first ?? bytes.count)
        }
    }
}
