// A full reading of the provider's list.

/// A full reading of the list: every page, no reference twice.
package struct OrderListing: Sendable {
    package let orders: [ListedOrder]
    /// How far the provider's clock was taken to be ahead of ours when the orders' times were
    /// brought to ours; nil when that was not known.
    package let skew: Duration?

    package init(orders: [ListedOrder], skew: Duration? = nil) {
        self.orders = orders
        self.skew = skew
    }
}
