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

extension BrakeReason {
    /// Whether both are of one kind: of each, the first tells enough.
    fileprivate func isLike(_ other: BrakeReason) -> Bool {
        switch (self, other) {
        case (.heldBack, .heldBack), (.credentials, .credentials), (.balance, .balance),
            (.price, .price), (.vain, .vain), (.unknowns, .unknowns):
            true
        case (.heldBack, _), (.credentials, _), (.balance, _), (.price, _), (.vain, _),
            (.unknowns, _):
            false
        }
    }
}

/// Pulled by whoever sees a reason; looked at before every purchase.
///
/// Every kind of reason is kept: one that is answered later, or that came first, must not hide that
/// an order has cost more than was agreed to.
final class Brake: Sendable {
    private let state = Mutex<(reasons: [BrakeReason], unknownsInARow: Int)>(([], 0))

    /// In the order in which they were seen; of each kind the first.
    var reasons: [BrakeReason] { state.withLock { $0.reasons } }

    /// Whether no purchase may start.
    var isPulled: Bool { !reasons.isEmpty }

    /// Why nothing may be bought at all, if that was so before this run bought anything.
    var heldBack: (outcome: RunOutcome, words: String)? {
        for case .heldBack(let outcome, let words) in reasons { return (outcome, words) }
        return nil
    }

    func pull(_ reason: BrakeReason) {
        state.withLock { Self.add(reason, to: &$0.reasons) }
    }

    private static func add(_ reason: BrakeReason, to reasons: inout [BrakeReason]) {
        if !reasons.contains(where: reason.isLike) { reasons.append(reason) }
    }

    /// Counts outcomes that nobody knows; as many in a row as there are slots stop the round.
    func noteUnknown(limit: Int) {
        state.withLock { state in
            state.unknownsInARow += 1
            if state.unknownsInARow >= limit { Self.add(.unknowns, to: &state.reasons) }
        }
    }

    func noteKnown() {
        state.withLock { $0.unknownsInARow = 0 }
    }

    /// Lets go of what reconciling has answered; the other reasons stay.
    func releaseUnknowns() {
        state.withLock { state in
            state.unknownsInARow = 0
            state.reasons.removeAll { $0 == .unknowns }
        }
    }
}
