// A full reading of the provider's list.

/// A full reading of the list: every page, no reference twice.
package struct OrderListing: Sendable {
    package let orders: [ListedOrder]

    package init(orders: [ListedOrder]) {
        self.orders = orders
    }
}
