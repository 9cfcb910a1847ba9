// What a run takes into the ledger, whole or not at all, before it buys.

/// The changes that one sheet makes to its batch.
package struct Admission: Sendable {
    package let batch: BatchName
    package let sheet: SheetIdentity
    package let new: [NewOrder]
    /// Lines that keep their purchase: their number and carried columns in this sheet.
    package let updates: [LineUpdate]
    /// Orders of which nothing was bought and that this sheet words differently.
    package let withdrawn: [SheetOrderID]
    /// Orders that this sheet no longer has.
    package let removed: [SheetOrderID]
    /// Refused orders that this sheet asks for again, with their present price.
    package let askedAgain: [Requote]
    /// Orders that were ready before, with their present price.
    package let requoted: [Requote]
    /// What other batches have bought under the same names is to be bought again.
    package let allowsRepeats: Bool

    package init(
        batch: BatchName, sheet: SheetIdentity, new: [NewOrder], updates: [LineUpdate],
        withdrawn: [SheetOrderID], removed: [SheetOrderID], askedAgain: [Requote],
        requoted: [Requote], allowsRepeats: Bool = false
    ) {
        self.allowsRepeats = allowsRepeats
        self.batch = batch
        self.sheet = sheet
        self.new = new
        self.updates = updates
        self.withdrawn = withdrawn
        self.removed = removed
        self.askedAgain = askedAgain
        self.requoted = requoted
    }

    /// A sheet order that the ledger does not hold yet.
    package struct NewOrder: Sendable {
        package let order: SheetOrder
        package let folder: String
        package let purchases: [QuotedOrder]

        package init(order: SheetOrder, folder: String, purchases: [QuotedOrder]) {
            self.order = order
            self.folder = folder
            self.purchases = purchases
        }
    }

    package struct LineUpdate: Hashable, Sendable {
        package let line: LineID
        package let number: Int
        package let carried: [CarriedValue]

        package init(line: LineID, number: Int, carried: [CarriedValue]) {
            self.line = line
            self.number = number
            self.carried = carried
        }
    }

    package struct Requote: Hashable, Sendable {
        package let order: OrderID
        package let quote: Quote

        package init(order: OrderID, quote: Quote) {
            self.order = order
            self.quote = quote
        }
    }
}
