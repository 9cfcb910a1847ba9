// The one lane in which purchases start: never closer together than the pace.

import Orders
import Synchronization

/// Gives purchases their turns, `pace` apart, in the order in which they ask.
final class PurchaseLane: Sendable {
    private let pace: Duration
    private let time: any TimeSource
    private let nextStart = Mutex<Duration?>(nil)

    init(pace: Duration, time: any TimeSource) {
        self.pace = pace
        self.time = time
    }

    /// Returns when the caller may start. Throws `CancellationError` when cancelled meanwhile; the
    /// turn is then lost, which only costs time.
    func turn() async throws {
        try Task.checkCancellation()
        guard pace > .zero else { return }
        let now = time.uptime()
        let start = nextStart.withLock { next in
            let start = max(now, next ?? now)
            next = start + pace
            return start
        }
        if start > now { try await time.sleep(for: start - now) }
    }
}
