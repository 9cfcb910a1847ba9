// Finds a start tag's attributes in the bytes, because libxml2 tells only where the tag ends.

import Orders

/// The places of one well-formed start tag.
struct XMLTagPlaces {
    /// The tag's `<`.
    let start: Int
    /// Just after its `>`.
    let end: Int
    /// Where each attribute's name begins, by its name as written, prefix included.
    let attributes: [String: Int]

    /// `inside` is any offset after the last attribute and not after the tag's `>`. No `<` can
    /// stand within a well-formed tag, so the nearest one before is where it begins.
    init(in bytes: Span<UInt8>, endingNear inside: Int) {
        var start = min(inside, bytes.count - 1)
        while start > 0, bytes[start] != UInt8(ascii: "<") { start -= 1 }
        var index = start + 1
        while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }

        var attributes: [String: Int] = [:]
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            guard !Self.endsName(bytes[index]) else {
                index += 1
                continue
            }
            let name = index
            while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
            attributes[String(utf8: bytes.extracting(name..<index))] = name
            while index < bytes.count, !Self.isQuote(bytes[index]), bytes[index] != 0x3E {
                index += 1
            }
            guard index < bytes.count, Self.isQuote(bytes[index]) else { break }
            let quote = bytes[index]
            index += 1
            while index < bytes.count, bytes[index] != quote { index += 1 }
            index += 1
        }
        self.start = start
        end = min(index + 1, bytes.count)
        self.attributes = attributes
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
            UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: ">"):
            true
        default: false
        }
    }
}
