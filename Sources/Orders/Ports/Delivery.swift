// How far the provider is with an order.

/// How far an order's delivery is.
package struct Delivery: Hashable, Sendable {
    package let status: ProviderStatus
    package let esims: [DeliveredESIM]
    /// When the provider asks to look again; nil where it does not say.
    package let retryAfter: Duration?
    package let total: Money?
    /// What the order is for, as the provider has it; empty where the answer does not say.
    package let items: [ListedOrder.Item]
    /// The provider's words where it knows of no such order; nil where it does, or does not answer.
    package let refusal: String?
    /// Why its answers bring less than was bought, where they say.
    package let trouble: String?

    package init(
        status: ProviderStatus, esims: [DeliveredESIM], retryAfter: Duration?, total: Money?,
        items: [ListedOrder.Item] = [], refusal: String? = nil, trouble: String? = nil
    ) {
        self.trouble = trouble
        self.refusal = refusal
        self.items = items
        self.status = status
        self.esims = esims
        self.retryAfter = retryAfter
        self.total = total
    }
}
