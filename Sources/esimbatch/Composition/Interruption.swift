// Turns SIGINT and SIGTERM into an orderly end: first what is in flight is recorded, a second
// signal ends at once.

import Glibc
import Synchronization
import UnixSignals

/// What the signals have asked for so far.
final class Interruption: Sendable {
    private struct State {
        var signal: Int32?
        var isAsking = false
        var work: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// The first signal that came; nil for none.
    var signal: Int32? { state.withLock { $0.signal } }

    /// While a question waits for an answer nothing is in flight, and a signal ends at once.
    func whileAsking<Value>(_ body: () throws -> Value) rethrows -> Value {
        state.withLock { $0.isAsking = true }
        defer { state.withLock { $0.isAsking = false } }
        return try body()
    }

    /// Started as by `nohup`: the signal is ignored, and is to stay so.
    private static var outlivesTerminal: Bool {
        var action = sigaction()
        guard unsafe sigaction(SIGHUP, nil, &action) == 0 else { return false }
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    fileprivate var isAsking: Bool { state.withLock { $0.isAsking } }

    /// Ends what is guarded in order, without a signal.
    func stop() { state.withLock { $0.work }?() }

    /// True for the first signal of a run that can end in order.
    fileprivate func note(_ signal: Int32) -> Bool {
        state.withLock { state in
            guard !state.isAsking, state.signal == nil else { return false }
            state.signal = signal
            return true
        }
    }

    /// Runs `body` in a task that the first signal cancels; the second ends the process, and what
    /// was then in flight is found by reconciling. `stopping` says what the first one brings about;
    /// `abandoned` has the last word before a signal ends the process, and is told whether it came
    /// instead of an answer to a question. A terminal that goes away counts as a signal too, unless
    /// the process was told to outlive it.
    func guarding<Value: Sendable>(
        _ console: Console, stopping: String,
        abandoned: @escaping @Sendable (_ signal: Int32, _ atQuestion: Bool) async -> Void = {
            _, _ in
        },
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let signals = await UnixSignalsSequence(
            trapping: [.sigint, .sigterm] + (Self.outlivesTerminal ? [] : [.sighup]))
        let work = Task { try await body() }
        state.withLock { $0.work = { work.cancel() } }
        let watch = Task {
            for await signal in signals {
                let number: Int32 =
                    switch signal {
                    case .sigint: SIGINT
                    case .sighup: SIGHUP
                    default: SIGTERM
                    }
                guard self.note(number) else {
                    console.endLive()
                    await abandoned(number, self.isAsking)
                    _exit(128 + number)
                }
                console.say("Stopping: \(stopping). Again to stop at once.")
                work.cancel()
            }
        }
        defer { watch.cancel() }
        return try await work.value
    }
}
