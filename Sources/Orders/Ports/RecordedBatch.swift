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
