// Finds the next of a few bytes by looking at eight at once: most of a sheet is text between them.

import Orders

/// Looks for any of four bytes. Eight bytes are taken as one number, whose bytes are compared all
/// at once: adding 0x7F to the low seven bits of `word ^ pattern` sets the top bit of each byte
/// unless they are all 0, which they are where the byte is the one looked for.
struct ByteScanner {
    private let patterns: (UInt64, UInt64, UInt64, UInt64)
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        patterns = (
            Self.ones &* UInt64(first), Self.ones &* UInt64(second), Self.ones &* UInt64(third),
            Self.ones &* UInt64(fourth)
        )
    }

    /// What ends a line.
    static let lineEnds = ByteScanner(
        UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// The first place from `start` on where one of the bytes stands, or the number of bytes.
    func next(from start: Int, in bytes: Span<UInt8>) -> Int {
        var walk = Walk(self, from: start, in: bytes)
        return walk.next(in: bytes)
    }

    /// Goes from each place where one of the bytes stands to the next. Eight bytes are looked at
    /// once, however many of them are hits.
    struct Walk {
        private let scanner: ByteScanner
        /// The first of the eight bytes that were looked at last.
        private var base: Int
        /// The top bits of those among them that are hits and were not yet returned.
        private var hits: UInt64

        init(_ scanner: ByteScanner, from start: Int, in bytes: Span<UInt8>) {
            self.scanner = scanner
            base = start
            hits = scanner.hits(at: start, in: bytes)
        }

        /// The next place, or the number of bytes. They are the same for every call.
        mutating func next(in bytes: Span<UInt8>) -> Int {
            while hits == 0 {
                guard base + 8 < bytes.count else { return bytes.count }
                base += 8
                hits = scanner.hits(at: base, in: bytes)
            }
            defer { hits &= hits &- 1 }
            return base + hits.trailingZeroBitCount / 8
        }
    }

    private func hits(at index: Int, in bytes: Span<UInt8>) -> UInt64 {
        guard index + 8 <= bytes.count else { return lastHits(at: index, in: bytes) }
        let raw = unsafe bytes.bytes
        let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        return hits(UInt64(littleEndian: word))
    }

    /// For the last bytes, fewer than eight.
    private func lastHits(at index: Int, in bytes: Span<UInt8>) -> UInt64 {
        var word: UInt64 = 0
        var there: UInt64 = 0
        for place in index..<max(index, bytes.count) {
            let shift = UInt64(place - index) * 8
            word |= UInt64(bytes[place]) << shift
            there |= 0xFF << shift
        }
        return hits(word) & there
    }

    private func hits(_ word: UInt64) -> UInt64 {
        let (a, b, c, d) = patterns
        let none = Self.nonzero(word ^ a) & Self.nonzero(word ^ b) & Self.nonzero(word ^ c)
        return ~(none & Self.nonzero(word ^ d) | Self.lows)
    }

    /// The top bit of each byte that is not 0; the other bits mean nothing.
    private static func nonzero(_ word: UInt64) -> UInt64 { (word & lows) &+ lows | word }
}
