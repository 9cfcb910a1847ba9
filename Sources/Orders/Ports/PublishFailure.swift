// Why results could not be written.

/// Why results could not be written. What was bought is safe in the ledger.
package struct PublishFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let attempting: String
    package let cause: String
    package let hint: String

    package init(attempting: String, cause: String, hint: String) {
        self.attempting = attempting
        self.cause = cause
        self.hint = hint
    }

    package var description: String { "\(attempting) failed: \(cause)" }

    /// What happened and what to do next, as a note of a report.
    package var note: String { "\(description). Next: \(hint)." }
}
