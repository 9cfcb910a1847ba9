// One API order as planned, and which line each of its eSIMs is for.

/// An API order before it is bought: its items, and how they are dealt to the sheet's lines.
package struct PlannedOrder: Hashable, Sendable {
    package let items: [OrderItem]
    /// In the fixed order in which eSIMs are dealt to lines.
    package let allotments: [Allotment]

    package init(items: [OrderItem], allotments: [Allotment]) {
        precondition(!items.isEmpty)
        precondition(
            allotments.reduce(0) { $0 + $1.quantity } == items.reduce(0) { $0 + $1.quantity })
        self.items = items
        self.allotments = allotments
    }

    package var quantity: Int { items.reduce(0) { $0 + $1.quantity } }
    package var fingerprint: Fingerprint { Fingerprint(items) }
}
