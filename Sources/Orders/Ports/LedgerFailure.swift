// Why the ledger cannot be used. Every one of them stops buying.

/// The ledger could not do what was asked.
package struct LedgerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// Another process holds the lock.
        case locked
        /// It cannot be opened or created here: path, permissions, no such folder.
        case inaccessible
        /// The file is not a sound ledger.
        case corrupt
        /// A read or write failed underneath: disk full, I/O error.
        case storage
        /// It belongs to another account.
        case foreignAccount
        /// The provider knows orders of ours that it does not.
        case outdated
        /// It was removed or replaced while a run had it open.
        case displaced
        /// It was written by a newer version of this program.
        case newer
        /// The request does not fit what the ledger holds: an unknown order, a settled one.
        case refused
    }

    package let kind: Kind
    package let attempting: String
    package let cause: String
    package let hint: String

    package init(_ kind: Kind, attempting: String, cause: String, hint: String) {
        self.kind = kind
        self.attempting = attempting
        self.cause = cause
        self.hint = hint
    }

    package var description: String { "\(attempting) failed: \(cause)" }
}
