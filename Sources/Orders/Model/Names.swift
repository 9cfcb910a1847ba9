// Names that a person gave: a batch, an order, a bundle. Each type holds only what its rule allows.

/// The name of a batch: 1…100 visible characters.
package struct BatchName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        guard isVisibleName(text, upTo: Limits.nameLength) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// The customer's own name for an order: 1…100 visible characters.
package struct OrderName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        guard isVisibleName(text, upTo: Limits.nameLength) else { return nil }
        self.text = text
    }

    /// A text that is known to be a name.
    init(known text: String) {
        self.text = text
    }

    package var description: String { text }
}

/// A bundle's name exactly as the provider's catalogue writes it; case matters.
package struct BundleName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        guard isVisibleName(text, upTo: Limits.bundleNameLength) else { return nil }
        self.text = text
    }

    /// A text that is known to be a name.
    init(known text: String) {
        self.text = text
    }

    package var description: String { text }
}

/// True for 1…`limit` characters without control, format, line or private-use characters, not
/// beginning or ending with white space.
private func isVisibleName(_ text: String, upTo limit: Int) -> Bool {
    // Nearly every name is ASCII, and a sheet has up to a million of them.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
        return (1...limit).contains(text.utf8.count) && text.utf8.first != 0x20
            && text.utf8.last != 0x20
    }
    guard (1...limit).contains(text.count), text.first?.isWhitespace == false,
        text.last?.isWhitespace == false
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
        // Joiners shape the letters of several scripts; they are a part of names.
        if scalar.value == 0x200C || scalar.value == 0x200D { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}
