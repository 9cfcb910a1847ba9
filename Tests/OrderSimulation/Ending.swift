// How a task of the simulated world ended, for the one who drives it.

import Synchronization

/// Runs tasks on the simulation's executor and keeps what comes of them.
final class Ending<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    /// Nil while the task goes on.
    var value: Result<Value, any Error>? { result.withLock { $0 } }

    /// Starts a task; it takes its turns when the executor is driven.
    func start(
        on executor: SeededExecutor, _ body: @escaping @Sendable () async throws -> Value
    ) -> Task<Void, Never> {
        Task(executorPreference: executor) {
            let ended: Result<Value, any Error>
            do {
                ended = .success(try await body())
            } catch {
                ended = .failure(error)
            }
            self.result.withLock { $0 = ended }
        }
    }
}
