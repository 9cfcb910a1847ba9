// The one gate that every request passes: it keeps to the provider's rate limit, for everybody.

import Orders
import Synchronization

/// Holds requests back while the provider's window is used up or it asked everybody to wait.
final class RateGate: Sendable {
    /// What a request is for: purchases go before looks at what was bought.
    enum Purpose {
        case purchase, reading
    }

    private struct State {
        /// No request before this uptime: somebody was told to wait.
        var pausedUntil: Duration?
        /// Requests left in the present window, by the newest answer and what was sent since.
        var remaining: Int?
        var windowEnds: Duration?
        /// Requests of a whole window, by the newest answer.
        var limit: Int?
        var waitingPurchases = 0
    }

    private let state = Mutex(State())
    private let time: any TimeSource

    init(time: any TimeSource) {
        self.time = time
    }

    /// Returns when a request may start. Throws `CancellationError`.
    func pass(_ purpose: Purpose = .reading) async throws {
        try Task.checkCancellation()
        guard var wait = takeOrWait(purpose) else { return }
        if purpose == .purchase { state.withLock { $0.waitingPurchases += 1 } }
        defer { if purpose == .purchase { state.withLock { $0.waitingPurchases -= 1 } } }
        while true {
            try await time.sleep(for: wait)
            guard let again = takeOrWait(purpose) else { return }
            wait = again
        }
    }

    /// Nil when the request may start now; else how long to wait before asking again.
    private func takeOrWait(_ purpose: Purpose) -> Duration? {
        let now = time.uptime()
        return state.withLock { state in
            if let until = state.pausedUntil {
                if until > now { return until - now }
                state.pausedUntil = nil
            }
            if let ends = state.windowEnds, ends <= now {
                // A new window, as large as the last: all who waited do not rush in at once.
                state.remaining = state.limit
                state.windowEnds = state.limit == nil ? nil : now + ClientLimits.window
            }
            guard let remaining = state.remaining, let ends = state.windowEnds else { return nil }
            let kept = purpose == .reading ? min(state.waitingPurchases, remaining) : 0
            if remaining <= kept { return ends - now }
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

    /// Learns what an answer says of the present window. `resetIn` is the time until it ends, and
    /// `limit` how many requests a whole window takes.
    func learn(remaining: Int, limit: Int? = nil, resetIn: Duration) {
        if let limit, limit > 0 { state.withLock { $0.limit = limit } }
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
