// Stops further purchases when one has shown that more would be wrong or vain.

import Orders
import Synchronization

/// Why no further purchase starts in this run. What is in flight is finished and recorded.
enum BrakeReason: Hashable, Sendable {
    /// What is left must not be bought at present terms; what is bought already is still finished.
    case heldBack(RunOutcome, String)
    /// The provider no longer accepts the key.
    case credentials(String)
    /// The provider refused for lack of balance.
    case balance(String)
    /// An order cost more than it was quoted.
    case price(String)
    /// Orders could not even be sent, or could not be bought, many times over, or the provider's
    /// list cannot be had: what of it.
    case vain(String)
    /// Too many outcomes in a row are unknown: first find out what happened.
    case unknowns
}

/// Set once per round by the first who sees the reason; read before every purchase.
final class Brake: Sendable {
    private let state = Mutex<(reason: BrakeReason?, unknownsInARow: Int)>((nil, 0))

    var reason: BrakeReason? { state.withLock { $0.reason } }

    /// Whether nothing may be bought at all, for a reason that was there before.
    var isHeldBack: Bool {
        if case .heldBack = reason { true } else { false }
    }

    func pull(_ reason: BrakeReason) {
        state.withLock { $0.reason = $0.reason ?? reason }
    }

    /// Counts outcomes that nobody knows; as many in a row as there are slots stop the round.
    func noteUnknown(limit: Int) {
        state.withLock { state in
            state.unknownsInARow += 1
            if state.unknownsInARow >= limit { state.reason = state.reason ?? .unknowns }
        }
    }

    func noteKnown() {
        state.withLock { $0.unknownsInARow = 0 }
    }

    /// Lets go of a brake that reconciling has answered; the others stay.
    func releaseUnknowns() {
        state.withLock { state in
            state.unknownsInARow = 0
            if state.reason == .unknowns { state.reason = nil }
        }
    }
}
