// A batch in one line, for an overview.

/// A batch in one line.
package struct BatchSummary: Hashable, Sendable {
    package let name: BatchName
    package let sheet: SheetIdentity
    package let admittedAt: Timestamp
    /// How many API orders are in each state.
    package let states: [OrderState: Int]
    package let orders: Int
    package let esims: Int

    package init(
        name: BatchName, sheet: SheetIdentity, admittedAt: Timestamp, states: [OrderState: Int],
        orders: Int, esims: Int
    ) {
        self.name = name
        self.sheet = sheet
        self.admittedAt = admittedAt
        self.states = states
        self.orders = orders
        self.esims = esims
    }
}
