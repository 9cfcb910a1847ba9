// The provider's key: a secret that shows itself only to the request it is for.

/// An API key. It describes itself as redacted, so that no log or error can show it.
package struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let value: String

    /// Nil unless the text, without surrounding white space, is 1…1,000 visible ASCII characters.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        guard (1...1_000).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        value = String(decoding: bytes, as: UTF8.self)
    }

    package var description: String { "(redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
