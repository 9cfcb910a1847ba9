// One process: it takes steps, and at one of them it may be killed, or interrupted by a person.

import Orders
import Synchronization

/// What every port answers once the process is dead. Nothing it does has an effect any more, and
/// its tasks unwind.
struct ProcessDeath: Error {}

/// The life of one simulated process, from its start to its end or its death.
final class Life: TimeSource {
    private struct State {
        var steps = 0
        var isDead = false
        var isInterrupted = false
    }

    private let state = Mutex(State())
    private let time: VirtualTime
    private let crashAt: Int?
    private let interruptAt: Int?
    private let clockChange: ClockChange?

    /// - Parameters:
    ///   - crashAt: the step at which it is killed; nil for never.
    ///   - interruptAt: the step at which a person presses Ctrl-C; nil for never.
    ///   - clockChange: when the machine's clock is set, and how wrong it is then; nil for never.
    init(
        _ time: VirtualTime, crashAt: Int?, interruptAt: Int?, clockChange: ClockChange? = nil
    ) {
        self.clockChange = clockChange
        self.time = time
        self.crashAt = crashAt
        self.interruptAt = interruptAt
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }
    var steps: Int { state.withLock { $0.steps } }

    /// A moment between two effects: others get their turn, and the process may end here.
    func step() async throws {
        let dies = state.withLock { state -> Bool in
            guard !state.isDead else { return false }
            state.steps += 1
            if state.steps == interruptAt { state.isInterrupted = true }
            if let clockChange, state.steps == clockChange.step {
                time.set(skew: clockChange.skew)
            }
            state.isDead = state.steps == crashAt
            return state.isDead
        }
        if dies { time.endAllWaits(with: ProcessDeath()) }
        if isDead { throw ProcessDeath() }
        await Task.yield()
        if isDead { throw ProcessDeath() }
    }

    func now() -> Timestamp { time.ourNow }
    func uptime() -> Duration { time.uptime }

    func sleep(for duration: Duration) async throws {
        try await step()
        try await time.sleep(for: duration)
        if isDead { throw ProcessDeath() }
    }
}
