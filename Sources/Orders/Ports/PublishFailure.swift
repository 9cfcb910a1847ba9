// Why results could not be written.

/// Why results could not be written. What was bought is safe in the ledger.
package struct PublishFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Nothing was written: something else is in that place.
        case occupied
        case other
    }

    package let kind: Kind
    package let attempting: String
    package let cause: String
    package let hint: String

    package init(_ kind: Kind = .other, attempting: String, cause: String, hint: String) {
        self.kind = kind
        self.attempting = attempting
        self.cause = cause
        self.hint = hint
    }

    package var description: String { "\(attempting) failed: \(cause)" }

    /// What happened and what to do next, as a note of a report.
    package var note: String { "\(description). Next: \(hint)." }
}
