// A row of the provider's own list of orders: the evidence for what was really bought.

/// One order as the provider lists it.
package struct ListedOrder: Hashable, Sendable {
    package let reference: OrderReference
    /// False where the row has no reference: then `reference` only tells it from other rows, and
    /// nothing can be asked of it.
    package let isNamed: Bool
    package let status: ProviderStatus
    /// In our clock: the server's clock skew is already taken out. Nil where the row has no date.
    package let created: Timestamp?
    package let total: Money?
    /// False for a purchase into the inventory, which is never ours.
    package let assigned: Bool?
    package let sourceIP: String?
    package let items: [Item]

    /// One item of a listed order.
    package struct Item: Hashable, Sendable {
        /// `bundle` for a purchase; refunds, top-ups and applications are listed too.
        package let type: String
        package let bundle: String
        package let quantity: Int
        /// The eSIMs it went to, new or existing; empty where the row does not say.
        package let iccids: Set<String>

        package init(type: String, bundle: String, quantity: Int, iccids: Set<String>) {
            self.type = type
            self.bundle = bundle
            self.quantity = quantity
            self.iccids = iccids
        }
    }

    package init(
        reference: OrderReference, isNamed: Bool = true, status: ProviderStatus,
        created: Timestamp?, total: Money?,
        assigned: Bool?, sourceIP: String?, items: [Item]
    ) {
        self.reference = reference
        self.isNamed = isNamed
        self.status = status
        self.created = created
        self.total = total
        self.assigned = assigned
        self.sourceIP = sourceIP
        self.items = items
    }

    /// One that was listed once, of which only this was kept.
    package init(reference: OrderReference, created: Timestamp?, items: [OrderItem]) {
        self.init(
            reference: reference, status: .completed, created: created, total: nil, assigned: nil,
            sourceIP: nil,
            items: items.map { item in
                Item(
                    type: "bundle", bundle: item.bundle.text, quantity: item.quantity,
                    iccids: Set(item.iccids.map(\.digits)))
            })
    }

    /// Whether it can be known again: rows with neither reference nor date may look all the same.
    var isToldApart: Bool { isNamed || created != nil }

    /// A purchase of bundles, whoever made it.
    package var isPurchase: Bool { !items.bought.isEmpty }

    /// Money that came in: a top-up of whatever kind, which explains books that do not close.
    package var isTopUp: Bool {
        items.contains { $0.type.lowercased().hasSuffix("topup") }
    }
}
