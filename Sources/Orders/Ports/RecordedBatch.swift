// A batch as the ledger holds it: what was admitted, what was bought, and what came of it.

/// A batch in the ledger.
package struct RecordedBatch: Hashable, Sendable {
    package let name: BatchName
    package let sheet: SheetIdentity
    package let admittedAt: Timestamp
    package var orders: [RecordedSheetOrder]
    /// The newest run in which something of it was bought; nil before the first.
    package var lastPurchase: RecordedRun?
    /// The newest run whose books were closed or found open; nil before the first.
    package var lastBooks: RecordedRun?

    package init(
        name: BatchName, sheet: SheetIdentity, admittedAt: Timestamp, orders: [RecordedSheetOrder],
        lastPurchase: RecordedRun? = nil, lastBooks: RecordedRun? = nil
    ) {
        self.lastBooks = lastBooks
        self.lastPurchase = lastPurchase
        self.name = name
        self.sheet = sheet
        self.admittedAt = admittedAt
        self.orders = orders
    }
}

extension RecordedBatch {
    /// The carried columns of its newest sheet.
    package var carriedColumns: [String] {
        let lines = orders.lazy.filter(\.isInSheet).flatMap(\.lines).map { ($0.number, $0.carried) }
        return Orders.carriedColumns(of: lines.sorted { $0.0 < $1.0 }.map(\.1))
    }

    /// What was bought of it since its last purchase began; nil without one.
    package var lastCost: Money? {
        lastPurchase.flatMap { run in
            let bought = orders.flatMap(\.orders).filter { part in
                part.reference != nil && (part.placedAt.map { $0 >= run.startedAt } ?? false)
            }
            return Money.sum(bought.map(\.cost))
        }
    }
}
