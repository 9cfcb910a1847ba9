// Threads of their own for writing: syncing blocks, and the tasks' own threads must not.

import Dispatch
import Synchronization

/// A few threads that take turns.
final class WriterThreads: Sendable {
    private let queues: [DispatchQueue]
    private let next = Atomic<Int>(0)

    init(_ count: Int) {
        queues = (0..<count).map { DispatchQueue(label: "esimbatch.writer.\($0)") }
    }

    /// Runs blocking work. It is not cut short by the caller's cancellation.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        let queue = queues[abs(turn % queues.count)]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
