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
}
