// Time that moves only when a test, or a wait, says so.

import Orders
import Synchronization

/// A clock whose waits return at once and move it on by as much.
final class ManualTime: TimeSource {
    /// 2026-02-03T10:11:12Z.
    static let start = Timestamp(year: 2026, month: 2, day: 3, hour: 10, minute: 11, second: 12)

    private struct State {
        var elapsed: Duration = .zero
        var waits: [Duration] = []
    }

    private let state = Mutex(State())

    func now() -> Timestamp { Self.start + uptime() }
    func uptime() -> Duration { state.withLock { $0.elapsed } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.waits.append(duration)
            state.elapsed += duration
        }
    }

    func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

    /// Every wait that was asked for, in order.
    var waits: [Duration] { state.withLock { $0.waits } }

    /// Nanoseconds since 1970, as the sandbox counts.
    var nanoseconds: Int64 { now().microseconds * 1_000 }
}
