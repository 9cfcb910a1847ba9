// A full reading of the provider's list.

/// A full reading of the list: every page, no reference twice.
package struct OrderListing: Sendable {
    package let orders: [ListedOrder]
    /// How far the provider's clock was taken to be ahead of ours when the orders' times were
    /// brought to ours; nil when that was not known.
    package let skew: Duration?
    /// Whether the list told where it ends. What is not in one that did not may be behind that.
    package let isFull: Bool

    package init(orders: [ListedOrder], skew: Duration? = nil, isFull: Bool = true) {
        self.orders = orders
        self.skew = skew
        self.isFull = isFull
    }
}
