// A clock that only tests move, so that fifteen minutes of waiting take no time and come out the
// same every time.

package import Orders
import Synchronization

/// A `TimeSource` that stands still until a test, or a sleep, moves it.
///
/// The wall clock starts at a fixed moment and runs with the uptime.
package final class ManualTime: TimeSource {
    package enum Mode: Sendable {
        /// A sleep moves the clock on by its length and returns at once. Concurrent sleeps add up.
        case jumping
        /// A sleep waits until `advance(by:)` has moved the clock far enough.
        case suspending
    }

    private struct State {
        var uptime: Duration = .zero
        var nextTicket = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Tickets whose task was cancelled before it came to wait.
        var cancelled: Set<Int> = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var slept: [Duration] = []
    }

    private struct Sleeper {
        let until: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let mode: Mode
    private let start: Timestamp
    private let state = Mutex(State())

    package init(
        _ mode: Mode = .jumping, at start: Timestamp = Timestamp(year: 2026, month: 2, day: 3)
    ) {
        self.mode = mode
        self.start = start
    }

    package func now() -> Timestamp { start + uptime() }

    package func uptime() -> Duration { state.withLock { $0.uptime } }

    /// The length of every sleep so far, in the order in which they began.
    package var slept: [Duration] { state.withLock { $0.slept } }

    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        switch mode {
        case .jumping:
            state.withLock { state in
                state.slept.append(duration)
                state.uptime += max(.zero, duration)
            }
        case .suspending:
            try await suspend(for: duration)
        }
    }

    /// Moves the clock on and wakes whoever has slept long enough, the earliest first.
    package func advance(by duration: Duration) {
        let due = state.withLock { state -> [Sleeper] in
            state.uptime += duration
            let now = state.uptime
            let due = state.sleepers.filter { $0.value.until <= now }
                .sorted { ($0.value.until, $0.key) < ($1.value.until, $1.key) }
            for one in due { state.sleepers[one.key] = nil }
            return due.map(\.value)
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Returns once at least so many tasks are asleep. Only of use while suspending.
    package func sleepers(atLeast count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    private func suspend(for duration: Duration) async throws {
        let ticket = state.withLock { state in
            state.slept.append(duration)
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                park(ticket, for: duration, continuation)
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let sleeper = state.sleepers.removeValue(forKey: ticket) else {
                    state.cancelled.insert(ticket)
                    return nil
                }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func park(
        _ ticket: Int, for duration: Duration, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        var watchers: [CheckedContinuation<Void, Never>] = []
        let outcome: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(ticket) != nil { return .failure(CancellationError()) }
            if duration <= .zero { return .success(()) }
            state.sleepers[ticket] = Sleeper(
                until: state.uptime + duration, continuation: continuation)
            let asleep = state.sleepers.count
            watchers = state.watchers.filter { $0.count <= asleep }.map(\.continuation)
            state.watchers.removeAll { $0.count <= asleep }
            return nil
        }
        for watcher in watchers { watcher.resume() }
        if let outcome { continuation.resume(with: outcome) }
    }
}
