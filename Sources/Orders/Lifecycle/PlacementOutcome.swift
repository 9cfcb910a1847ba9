// What came of asking the provider to buy. Every answer is one of four; what is not surely one of
// the first three is the fourth.

/// The outcome of one attempt to buy.
package enum PlacementOutcome: Hashable, Sendable {
    case placed(PlacedOrder)
    /// It is certain that nothing was bought, and the order may be sent again.
    case notPlaced(NotPlaced)
    /// The provider said no; nothing was charged.
    case refused(Refusal)
    /// Nobody knows. Never sent again without evidence. The reason is for people.
    case unconfirmed(reason: String)
}
