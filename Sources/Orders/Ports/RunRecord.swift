// What the ledger remembers of a run, beside its orders.

/// The record of a run, at its start.
package struct RunStart: Hashable, Sendable {
    /// What was run.
    package enum Command: String, Sendable {
        case run, resume
    }

    package let command: Command
    /// Nil for a run over all batches.
    package let batch: BatchName?
    package let at: Timestamp
    package let opening: Money?

    package init(command: Command, batch: BatchName?, at: Timestamp, opening: Money?) {
        self.command = command
        self.batch = batch
        self.at = at
        self.opening = opening
    }
}

/// The record of a run, at its end.
package struct RunEnd: Hashable, Sendable {
    package let at: Timestamp
    package let closing: Money?
    /// Nil where the summaries that were to tell of it could not be written.
    package let outcome: String?
    /// Whether the books closed; nil where that is not known.
    package let booksClose: Bool?

    package init(at: Timestamp, closing: Money?, outcome: String?, booksClose: Bool? = nil) {
        self.booksClose = booksClose
        self.at = at
        self.closing = closing
        self.outcome = outcome
    }
}

/// What a run had, and what has been bought since it began.
package struct RunMoney: Hashable, Sendable {
    package var since: Timestamp
    package let opening: Money
    package let spent: Money

    package init(since: Timestamp, opening: Money, spent: Money) {
        self.since = since
        self.opening = opening
        self.spent = spent
    }

    /// What is gone beyond what was bought; below zero where money came in. Nil for a balance in
    /// another currency.
    package func gone(at balance: Money) -> Money? {
        balance.currency == opening.currency ? opening - balance - spent : nil
    }
}

/// The run that sent the last request: one that ended before anybody compared its money, as it was
/// killed or interrupted or could not read the balance, or one whose books closed.
package struct EarlierRun: Hashable, Sendable {
    package let id: RunID
    /// Its books closed: what is missing now has gone since.
    package let isClosed: Bool
    package let money: RunMoney
    /// What it sent requests for, each content once.
    package let attempted: [[OrderItem]]
    /// What the provider refused it; of one whose books closed, also what it refused others of the
    /// time that was asked for.
    package let refused: [RefusedOrder]

    package init(
        id: RunID, isClosed: Bool, money: RunMoney, attempted: [[OrderItem]],
        refused: [RefusedOrder]
    ) {
        self.id = id
        self.isClosed = isClosed
        self.money = money
        self.attempted = attempted
        self.refused = refused
    }
}

/// An order that the provider refused.
package struct RefusedOrder: Hashable, Sendable {
    package let id: OrderID
    package let expected: Money
    /// It has a reference: it was made, and then failed.
    package let isMade: Bool
    /// The provider's words.
    package let reason: String?

    package init(id: OrderID, expected: Money, isMade: Bool, reason: String?) {
        self.id = id
        self.expected = expected
        self.isMade = isMade
        self.reason = reason
    }
}

/// A run as the ledger holds it.
package struct RecordedRun: Hashable, Sendable {
    package let startedAt: Timestamp
    /// Nil when it died.
    package let finishedAt: Timestamp?
    /// The balance before and after, as far as they were read.
    package let opening: Money?
    package let closing: Money?
    /// How it ended: the word of a `RunOutcome`.
    package let outcome: String?
    /// It worked on all batches, so its balances are not those of one.
    package let isOfAllBatches: Bool
    /// Whether the books closed, or what was found out since explains them; nil where that is not
    /// known.
    package var booksClose: Bool?

    package init(
        startedAt: Timestamp, finishedAt: Timestamp?, opening: Money?, closing: Money?,
        outcome: String?, isOfAllBatches: Bool, booksClose: Bool? = nil
    ) {
        self.booksClose = booksClose
        self.outcome = outcome
        self.isOfAllBatches = isOfAllBatches
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.opening = opening
        self.closing = closing
    }
}
