// One thread for all tasks of a simulated process, which takes turns in an order that the seed
// draws: every interleaving at an await can occur, and the same seed gives the same one.

import OrderTestKit
import Synchronization

/// Runs jobs when its driver says so, one at a time.
final class SeededExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var random: SeededRandom
    }

    private let state: Mutex<State>

    init(_ random: SeededRandom) {
        state = Mutex(State(random: random))
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Runs one of the waiting jobs; false when none waits.
    func runOne() -> Bool {
        let job = state.withLock { state -> UnownedJob? in
            guard !state.jobs.isEmpty else { return nil }
            let chosen = Int.random(in: state.jobs.indices, using: &state.random)
            state.jobs.swapAt(chosen, state.jobs.endIndex - 1)
            return state.jobs.removeLast()
        }
        guard let job else { return false }
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        return true
    }
}
