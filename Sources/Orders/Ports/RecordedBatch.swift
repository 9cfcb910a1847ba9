// A batch as the ledger holds it: what was admitted, what was bought, and what came of it.

/// A batch in the ledger.
package struct RecordedBatch: Hashable, Sendable {
    package let name: BatchName
    package let sheet: SheetIdentity
    package let admittedAt: Timestamp
    package var orders: [RecordedSheetOrder]
    /// The newest run in which something of it was bought; nil before the first.
    package var lastPurchase: RecordedRun?

    package init(
        name: BatchName, sheet: SheetIdentity, admittedAt: Timestamp, orders: [RecordedSheetOrder],
        lastPurchase: RecordedRun? = nil
    ) {
        self.lastPurchase = lastPurchase
        self.name = name
        self.sheet = sheet
        self.admittedAt = admittedAt
        self.orders = orders
    }
}

extension RecordedBatch {
    /// What was bought of it since its last purchase began; nil without one.
    package var lastCost: Money? {
        lastPurchase.flatMap { run in
            let bought = orders.flatMap(\.orders).filter { part in
                part.reference != nil && (part.placedAt.map { $0 >= run.startedAt } ?? false)
            }
            return Money.sum(bought.map(\.cost))
        }
    }

    /// Whether the books of its last purchase close; nil when that cannot be told.
    ///
    /// The ledger keeps no verdict on the books alone: they close if the sums agree, and if a
    /// person was needed and they do not, that may be why.
    package var lastBooksClose: Bool? {
        guard let run = lastPurchase, let opening = run.opening, let closing = run.closing,
            let cost = lastCost, opening.currency == cost.currency,
            closing.currency == cost.currency
        else { return nil }
        if opening - closing == cost { return true }
        return run.outcome == RunOutcome.needsAPerson.word && !run.isOfAllBatches ? false : nil
    }
}
