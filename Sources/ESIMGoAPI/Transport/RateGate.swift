// The one gate that every request passes: it keeps to the provider's rate limit, for everybody.

import Orders
import Synchronization

/// Holds requests back while the provider's window is used up or it asked everybody to wait.
final class RateGate: Sendable {
    private struct State {
        /// No request before this uptime: somebody was told to wait.
        var pausedUntil: Duration?
        /// Requests left in the present window, by the newest answer and what was sent since.
        var remaining: Int?
        var windowEnds: Duration?
    }

    private let state = Mutex(State())
    private let time: any TimeSource

    init(time: any TimeSource) {
        self.time = time
    }

    /// Returns when a request may start. Throws `CancellationError`.
    func pass() async throws {
        try Task.checkCancellation()
        while let wait = takeOrWait() {
            try await time.sleep(for: wait)
        }
    }

    /// Nil when the request may start now; else how long to wait before asking again.
    private func takeOrWait() -> Duration? {
        let now = time.uptime()
        return state.withLock { state in
            if let until = state.pausedUntil {
                if until > now { return until - now }
                state.pausedUntil = nil
            }
            if let ends = state.windowEnds, ends <= now {
                state.windowEnds = nil
                state.remaining = nil
            }
            guard let remaining = state.remaining, let ends = state.windowEnds else { return nil }
            if remaining <= 0 { return ends - now }
            state.remaining = remaining - 1
            return nil
        }
    }

    /// Everybody waits.
    func pause(for duration: Duration) {
        let until = time.uptime() + duration
        state.withLock { state in
            state.pausedUntil = max(state.pausedUntil ?? until, until)
        }
    }

    /// Learns what an answer says of the present window. `resetIn` is the time until it ends.
    func learn(remaining: Int, resetIn: Duration) {
        guard resetIn > .zero else { return }
        let ends = time.uptime() + min(resetIn, ClientLimits.longestWindow)
        state.withLock { state in
            // Answers overtake each other: within a window only the lowest count is believed.
            let sameWindow = state.windowEnds.map { abs($0 - ends) < .milliseconds(300) } ?? false
            state.remaining = sameWindow ? min(state.remaining ?? remaining, remaining) : remaining
            if !sameWindow { state.windowEnds = ends }
        }
    }

    private func abs(_ duration: Duration) -> Duration {
        duration < .zero ? .zero - duration : duration
    }
}
