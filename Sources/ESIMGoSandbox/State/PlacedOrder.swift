// An order as the sandbox keeps it.

/// One row of the account's order list: a purchase, a failed purchase or a top-up.
struct PlacedOrder: Sendable, Equatable {
    /// One line of the order.
    struct Item: Sendable, Equatable {
        /// `bundle` or `apiTopup`.
        let type: String
        let name: String
        let quantity: Int
        let price: Amount
        let subTotal: Amount
        /// The eSIMs that carry the bundle; empty for an order into the inventory.
        let iccids: [String]
        let allowReassign: Bool
    }

    let reference: String
    let created: Instant
    let failed: Bool
    /// Whether the bundles go on eSIMs at all.
    let assigned: Bool
    let items: [Item]
    let total: Amount
    let runningBalance: Amount
    let sourceIP: String

    var isPurchase: Bool { !failed && items.contains { $0.type == "bundle" } }

    var esimCount: Int { items.reduce(0) { $0 + $1.iccids.count } }
}
