// What the ledger remembers of a run, beside its orders.

/// The record of a run, at its start.
package struct RunStart: Hashable, Sendable {
    package let command: String
    package let batch: BatchName?
    package let at: Timestamp
    package let opening: Money?

    package init(command: String, batch: BatchName?, at: Timestamp, opening: Money?) {
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
    package let outcome: String

    package init(at: Timestamp, closing: Money?, outcome: String) {
        self.at = at
        self.closing = closing
        self.outcome = outcome
    }
}
