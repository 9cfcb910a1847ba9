// A sheet's orders, each as the ledger knows it or does not.

/// A sheet's orders against the ledger's.
package struct IdentifiedSheet: Sendable {
    /// In sheet order.
    package var orders: [IdentifiedOrder]
    /// Orders that the ledger holds and the sheet no longer has.
    package var removed: [RecordedSheetOrder]

    package init(orders: [IdentifiedOrder], removed: [RecordedSheetOrder]) {
        self.orders = orders
        self.removed = removed
    }
}

/// One order of a sheet, as the ledger knows it or does not. (What the ledger knows is stored
/// apart, so that a sheet of a million new orders stays small.)
package enum IdentifiedOrder: Sendable {
    /// Never seen in this batch.
    case new(SheetOrder)
    /// Admitted before; buys the same. Each line is paired with the ledger's line that it is.
    indirect case known(RecordedSheetOrder, lines: [PairedLine])
    /// Admitted before, nothing of it bought, and what it buys has changed.
    indirect case replaced(RecordedSheetOrder, by: SheetOrder)
}
