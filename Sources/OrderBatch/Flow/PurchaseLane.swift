// The one lane in which purchases start: never closer together than the pace.

import Orders
import Synchronization

/// Gives purchases their turns, `pace` apart, in the order in which they ask.
///
/// The first of them, as many as can be in flight, start a little apart even without a pace.
/// Started all at once, they and their answers would come in bursts for the whole run, each waiting
/// for the others on both sides.
final class PurchaseLane: Sendable {
    fileprivate struct State {
        var nextStart: Duration?
        /// When a purchase last went, by its turn or late.
        var lastStart: Duration?
        /// Turns of the first wave that are still to be given.
        var firstWave: Int
    }

    private let pace: Duration
    private let time: any TimeSource
    private let state: Mutex<State>

    init(pace: Duration, firstWave: Int, time: any TimeSource) {
        self.pace = pace
        self.time = time
        state = Mutex(State(nextStart: nil, firstWave: firstWave))
    }

    /// Gives no turn until the pace is over since an earlier run's last purchase. If that is in the
    /// future, because a clock was set, the first turn waits for a whole pace.
    func keepDistance(from last: Timestamp) {
        let left = min(pace, pace - (time.now() - last))
        guard left > .zero else { return }
        let start = time.uptime() + left
        state.withLock { $0.nextStart = max(start, $0.nextStart ?? start) }
    }

    /// Returns when the caller may start. Throws `CancellationError` when cancelled meanwhile; the
    /// turn is then lost, which only costs time.
    func turn() async throws {
        try Task.checkCancellation()
        while true {
            let now = time.uptime()
            let start = state.withLock { $0.reserve(at: now, pace) }
            guard start > now else { return }
            try await time.sleep(for: start - now)
            // A machine that stood still wakes all who wait at once: one of them goes, and the
            // others wait anew.
            if state.withLock({ $0.go(at: time.uptime(), pace) }) { return }
        }
    }
}

extension PurchaseLane.State {
    /// The next turn that is free; one that is now is taken.
    fileprivate mutating func reserve(at now: Duration, _ pace: Duration) -> Duration {
        let start = max(now, nextStart ?? now)
        nextStart = start + (firstWave > 0 ? max(pace, BatchLimits.firstWaveStep) : pace)
        firstWave = max(0, firstWave - 1)
        if start == now { lastStart = now }
        return start
    }

    /// Takes a turn that was reserved, unless somebody has just gone, late.
    fileprivate mutating func go(at now: Duration, _ pace: Duration) -> Bool {
        let least = pace - max(BatchLimits.lateTurn, pace / 10)
        if let lastStart, now - lastStart < least { return false }
        lastStart = now
        nextStart = max(nextStart ?? now, now + pace)
        return true
    }
}
