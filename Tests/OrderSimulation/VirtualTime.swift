// The simulation's clock: it stands still while there is work and leaps to the next moment for
// which somebody waits.

import Orders
import Synchronization

/// The time of the simulated world, which outlives its processes.
final class VirtualTime: Sendable {
    private struct Sleeper {
        let due: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var uptime: Duration = .zero
        /// How far our machine's wall clock is ahead of the provider's.
        var skew: Duration = .zero
        var nextTicket = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
    }

    private static let start = Timestamp(year: 2026, month: 2, day: 3, hour: 12)
    private let state = Mutex(State())

    var uptime: Duration { state.withLock { $0.uptime } }
    var skew: Duration { state.withLock { $0.skew } }
    /// The provider's wall clock.
    var providerNow: Timestamp { Self.start + uptime }
    /// Our machine's wall clock.
    var ourNow: Timestamp { state.withLock { Self.start + $0.uptime + $0.skew } }

    /// Sets our machine's clock wrong, or right.
    func set(skew: Duration) { state.withLock { $0.skew = skew } }

    /// Time passes while nothing of ours runs.
    func pass(_ duration: Duration) { state.withLock { $0.uptime += duration } }

    /// Leaps to the next moment for which somebody waits; false when nobody does.
    func leap() -> Bool {
        let due = state.withLock { state -> [Sleeper] in
            guard let next = state.sleepers.values.map(\.due).min() else { return [] }
            state.uptime = max(state.uptime, next)
            let due = state.sleepers.filter { $0.value.due <= state.uptime }
                .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
            for one in due { state.sleepers[one.key] = nil }
            return due.map(\.value)
        }
        for sleeper in due { sleeper.continuation.resume() }
        return !due.isEmpty
    }

    /// Ends every wait with an error: the process is no more.
    func endAllWaits(with error: any Error) {
        let sleepers = state.withLock { state in
            defer { state.sleepers = [:] }
            return state.sleepers.sorted { $0.key < $1.key }.map(\.value)
        }
        for sleeper in sleepers { sleeper.continuation.resume(throwing: error) }
    }

    func sleep(for duration: Duration) async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(ticket) != nil {
                        return .failure(CancellationError())
                    }
                    if duration <= .zero { return .success(()) }
                    state.sleepers[ticket] = Sleeper(
                        due: state.uptime + duration, continuation: continuation)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
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
}
