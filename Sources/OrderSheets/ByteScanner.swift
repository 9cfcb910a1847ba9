// Finds the next of a few bytes by looking at eight at once: most of a sheet is text between them.

/// Looks for any of four bytes. Eight bytes are taken as one number; subtracting 1 from each byte
/// of `word ^ pattern` borrows into its top bit where the byte was the one looked for. A borrow may
/// run on into higher bytes, so only the lowest hit of a word is certain, and only that is used.
struct ByteScanner {
    private let patterns: (UInt64, UInt64, UInt64, UInt64)
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        patterns = (
            Self.ones &* UInt64(first), Self.ones &* UInt64(second), Self.ones &* UInt64(third),
            Self.ones &* UInt64(fourth)
        )
    }

    /// Looks for one byte.
    init(_ byte: UInt8) {
        self.init(byte, byte, byte, byte)
    }

    /// What ends a line.
    static let lineEnds = ByteScanner(
        UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// The first place from `start` on where one of the bytes stands, or `end`.
    func next(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int {
        var index = start
        let raw = unsafe bytes.bytes
        while index + 8 <= end {
            let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let hits = hits(UInt64(littleEndian: word))
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, hits(UInt64(bytes[index])) & 0x80 == 0 { index += 1 }
        return index
    }

    private func hits(_ word: UInt64) -> UInt64 {
        let (a, b, c, d) = patterns
        return
            (Self.zeros(word ^ a) | Self.zeros(word ^ b) | Self.zeros(word ^ c)
            | Self.zeros(word ^ d)) & Self.tops
    }

    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
}
