// Why something asked of the provider could not be had; never about a purchase, which has outcomes.

/// An operation on the provider's API that failed.
package struct APIFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// The provider does not accept the API key (401, or 403 as it answers in practice).
        case credentials
        /// No answer: no connection, a time-out, a broken connection.
        case unreachable
        /// It answered that it cannot now (429, 5xx), for longer than we waited.
        case unavailable
        /// It answered something that cannot be read.
        case unreadable
        /// It answered no.
        case rejected
        /// The task was cancelled.
        case cancelled
    }

    package let kind: Kind
    /// What was being done: `reading the balance`.
    package let attempting: String
    /// What happened, in a sentence.
    package let cause: String
    /// What the person can do next.
    package let hint: String

    package init(_ kind: Kind, attempting: String, cause: String, hint: String) {
        self.kind = kind
        self.attempting = attempting
        self.cause = cause
        self.hint = hint
    }

    package var description: String { "\(attempting) failed: \(cause)" }
}
