// The encoding that spreadsheets on Windows write when nobody asks for UTF-8.

/// Windows-1252 as the WHATWG encoding standard has it; ISO 8859-1 is read as the same, as browsers
/// do.
enum Windows1252 {
    /// Nil for the five bytes that mean nothing.
    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let scalar = upperControls[Int(byte - 0x80)]
        return scalar == "\u{FFFD}" ? nil : scalar
    }

    /// Whether the bytes, which are not UTF-8, are text in this encoding from begin to end.
    static func explains(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 || scalar($0) != nil } && !bytes.contains(0)
            && !hasMultibyteCharacter(bytes)
    }

    /// Text that is UTF-8 in one place and not in another was put together of two: no one encoding
    /// is right for it.
    private static func hasMultibyteCharacter(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
            if size > 1, index + size <= bytes.count,
                bytes[index + 1..<index + size].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                return true
            }
            index += 1
        }
        return false
    }

    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte < 0x80 {
                utf8.append(byte)
            } else {
                utf8.append(contentsOf: UTF8.encode(scalar(byte) ?? "\u{FFFD}") ?? .init())
            }
        }
        return utf8
    }

    private static let upperControls = Array(
        ("\u{20AC}\u{FFFD}\u{201A}\u{0192}\u{201E}\u{2026}\u{2020}\u{2021}"
            + "\u{02C6}\u{2030}\u{0160}\u{2039}\u{0152}\u{FFFD}\u{017D}\u{FFFD}"
            + "\u{FFFD}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}"
            + "\u{02DC}\u{2122}\u{0161}\u{203A}\u{0153}\u{FFFD}\u{017E}\u{0178}").unicodeScalars)
}
