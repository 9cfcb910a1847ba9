// A sheet's line after every rule has passed it: what to buy, and what to carry through.

/// One valid line of an order sheet.
package struct OrderLine: Hashable, Sendable {
    /// The sheet's line number, from 1, where the line begins.
    package var number: Int
    package var content: LineContent
    /// The customer's name for the order the line belongs to; nil makes the line an order of its
    /// own.
    package var order: OrderName?
    /// Columns that are carried through to the results, in the sheet's order, empty values left
    /// out.
    package var carried: CarriedValues

    package init(
        number: Int, order: OrderName?, content: LineContent, carried: CarriedValues
    ) {
        self.number = number
        self.order = order
        self.content = content
        self.carried = carried
    }

    package init(
        number: Int, order: OrderName?, content: LineContent, carried: [CarriedValue]
    ) {
        self.init(
            number: number, order: order, content: content, carried: CarriedValues(carried))
    }
}

/// What a line buys: the part of it that is its identity.
package struct LineContent: Hashable, Sendable {
    package let bundle: BundleName
    /// Existing eSIMs to put the bundle on; empty for new ones. Its count is then `quantity`.
    package let iccids: [ICCID]
    /// How many eSIMs get the bundle, `Limits.quantity`.
    package let quantity: Int

    package init(bundle: BundleName, quantity: Int, iccids: [ICCID] = []) {
        precondition(Limits.quantity.contains(quantity))
        precondition(iccids.isEmpty || iccids.count == quantity)
        self.bundle = bundle
        self.iccids = iccids.count > 1 ? iccids.sorted() : iccids
        self.quantity = quantity
    }
}

/// A value of a column that is not ours to read: its header as written, and the text.
package struct CarriedValue: Hashable, Sendable {
    package let column: String
    package let text: String

    package init(column: String, text: String) {
        self.column = column
        self.text = text
    }
}

extension Collection<CarriedValue> {
    /// By the names of the columns: where a column stands in a sheet means nothing.
    var byColumn: [CarriedValue] { sorted { $0.column < $1.column } }

    /// Whether another line carries the same.
    func isSame(as other: some Collection<CarriedValue>) -> Bool {
        elementsEqual(other) || byColumn == other.byColumn
    }
}
