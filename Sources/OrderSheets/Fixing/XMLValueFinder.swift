// Finds the places of attributes' values and of elements' text in the bytes of an XML document, so
// that they can be replaced and everything else kept.

/// Walks a well-formed document without a DOCTYPE.
struct XMLValueFinder {
    struct Value {
        /// The element's name without its prefix.
        let element: String
        /// Nil for the text between the element's tags, where that is all there is.
        let attribute: String?
        /// Where the attribute's name or the text begins.
        let start: Int
        /// The value's bytes as written, references and all.
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var index = 0
    /// The element whose tag is being walked.
    private var element: String?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next value; nil at the document's end.
    mutating func next() -> Value? {
        while index < bytes.count {
            if let element {
                if let value = nextInTag(of: element) { return value }
                continue
            }
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if skip("<!--", to: "-->") || skip("<![CDATA[", to: "]]>") || skip("<?", to: "?>")
                || skip("</", to: ">")
            {
                continue
            }
            index += 1
            element = Self.localName(name())
        }
        return nil
    }

    /// The place of the encoding's name in the XML declaration.
    static func declaredEncoding(in bytes: [UInt8]) -> Range<Int>? {
        let start = bytes.prefix(SheetReadingLimits.xmlDeclaration)
        guard start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        var finder = XMLValueFinder(Array(bytes[..<end]))
        finder.index = 5
        finder.element = "?xml"
        while let value = finder.next() {
            if value.attribute == "encoding" { return value.range }
        }
        return nil
    }

    /// The next attribute of the tag, or, after its end, the text up to the end tag.
    private mutating func nextInTag(of element: String) -> Value? {
        let byte = bytes[index]
        if byte == UInt8(ascii: ">") {
            self.element = nil
            let isEmpty = bytes[index - 1] == UInt8(ascii: "/")
            index += 1
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
            // With a comment, a section or an element beside it, it is a part of the value alone.
            guard !isEmpty, start < index, bytes[index...].starts(with: "</".utf8) else {
                return nil
            }
            return Value(element: element, attribute: nil, start: start, range: start..<index)
        }
        guard !Self.isBetween(byte) else {
            index += 1
            return nil
        }
        let start = index
        let written = name()
        while index < bytes.count, !Self.isQuote(bytes[index]) { index += 1 }
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        index += 1
        let value = index
        while index < bytes.count, bytes[index] != quote { index += 1 }
        let end = index
        index = min(index + 1, bytes.count)
        // A prefixed name is of another namespace, and declarations of namespaces are no values.
        guard !written.contains(":"), written != "xmlns" else { return nil }
        return Value(element: element, attribute: written, start: start, range: value..<end)
    }

    private mutating func skip(_ opening: String, to closing: String) -> Bool {
        guard bytes[index...].starts(with: opening.utf8) else { return false }
        index += opening.utf8.count
        let end = Array(closing.utf8)
        while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
        index = min(index + end.count, bytes.count)
        return true
    }

    private mutating func name() -> String {
        let start = index
        while index < bytes.count, !Self.isBetween(bytes[index]), bytes[index] != 0x3E {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func localName(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "="), UInt8(ascii: "/"): true
        default: false
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}
