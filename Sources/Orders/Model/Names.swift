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

    package var description: String { text }
}

/// A bundle's name exactly as the provider's catalogue writes it; case matters.
package struct BundleName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        guard isVisibleName(text, upTo: Limits.bundleNameLength) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// True for 1…`limit` characters without control, format, line or private-use characters, not
/// beginning or ending with white space.
private func isVisibleName(_ text: String, upTo limit: Int) -> Bool {
    guard (1...limit).contains(text.count), text.first?.isWhitespace == false,
        text.last?.isWhitespace == false
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}
