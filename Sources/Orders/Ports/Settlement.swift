// What a person can decide of an order.

/// A person's decision.
package enum Settlement: Hashable, Sendable {
    case bought(OrderReference)
    case notBought
}
