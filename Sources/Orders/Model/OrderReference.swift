// The provider's own name for an order it accepted.

/// The provider's reference of one API order, opaque. A UUID in practice.
package struct OrderReference: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil unless 1…100 visible ASCII characters: the reference becomes part of a URL and of a file
    /// name, and anything else is not one.
    package init?(_ text: String) {
        guard (1...100).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// As a person wrote it: a UUID without hyphens gets them, by which the provider knows it.
    package static func written(_ text: String) -> OrderReference? {
        let reference = OrderReference(text)
        guard reference?.uuidDigits != nil, !text.contains("-") else { return reference }
        var rest = Substring(text)
        let groups = [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return rest.prefix(length)
        }
        return OrderReference(groups.joined(separator: "-"))
    }

    /// In whatever letters a UUID is written, a person's among them, it is the same one.
    package static func == (left: OrderReference, right: OrderReference) -> Bool {
        if left.text == right.text { return true }
        guard let digits = left.uuidDigits else { return false }
        return digits == right.uuidDigits
    }

    package func hash(into hasher: inout Hasher) {
        // Letters in lower case, and what else that does to a byte is no matter.
        for byte in text.utf8 where byte != UInt8(ascii: "-") { hasher.combine(byte | 0x20) }
    }
}

extension OrderReference {
    /// The digits of a reference that has the form of a UUID, in lower case; nil for another form.
    package var uuidDigits: String? {
        let digits = text.lowercased().filter { $0 != "-" }
        return digits.utf8.count == 32 && digits.allSatisfy(\.isHexDigit) ? digits : nil
    }
}
