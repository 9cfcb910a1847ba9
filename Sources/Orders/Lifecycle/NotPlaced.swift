// Why an order may be sent again.

/// Why it is certain that nothing was bought.
package enum NotPlaced: Hashable, Sendable {
    /// No connection was made, so no byte of the order left. The reason is for people.
    case neverConnected(reason: String)
    /// The provider's limiter turned the request away.
    case rateLimited
    /// The attempt was too old to be sent when its turn came.
    case tooOld

    package var reason: String {
        switch self {
        case .neverConnected(let reason): "no connection: \(reason)"
        case .rateLimited: "the provider's rate limit"
        case .tooOld: "too much time passed between recording and sending"
        }
    }
}
