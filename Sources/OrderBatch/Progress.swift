// What a run tells while it works.

package import Orders
import Synchronization

/// How far a run is.
package struct ProgressSnapshot: Hashable, Sendable {
    package enum Phase: String, Hashable, Sendable {
        case validating, buying, reconciling, closing
    }

    package var phase: Phase
    /// Orders of the provider's, that is, purchases.
    package var done: Int
    package var all: Int
    /// eSIMs in the ledger.
    package var esims: Int
    package var spent: Money?
    package var unknown: Int
    /// Orders that wait for their install data.
    package var waiting: Int

    package init(phase: Phase = .validating) {
        self.phase = phase
        done = 0
        all = 0
        esims = 0
        unknown = 0
        waiting = 0
    }
}

/// The counters of a run, changed by its tasks and read by whoever shows them.
package final class Progress: Sendable {
    private let state = Mutex(ProgressSnapshot())

    package init() {}

    package var snapshot: ProgressSnapshot { state.withLock { $0 } }

    func update(_ change: (inout ProgressSnapshot) -> Void) {
        state.withLock { change(&$0) }
    }
}
