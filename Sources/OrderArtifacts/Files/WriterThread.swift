// A thread of its own for writing: syncing blocks, and the tasks' own threads must not.

import Dispatch

/// Runs blocking work, one piece after the other.
struct WriterThread: Sendable {
    private let thread = DispatchQueue(label: "esimbatch.writing")

    /// Not cut short by the caller's cancellation.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            thread.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
