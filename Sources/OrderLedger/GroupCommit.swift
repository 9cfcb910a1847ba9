// Lets concurrent writes share one commit, and so one sync of the disk, without any of them losing
// its own success or failure.

import GRDB
import Orders
import Synchronization

/// Runs writes in the order of their arrival; those that arrive while a commit is being synced
/// share the next one. A write returns when it is durable.
///
/// It does not run in the caller's task: the cancellation of a run never undoes or skips the record
/// of what was bought. After a storage error nothing is written any more: every further write
/// fails with the first error, since what the disk then holds is not known.
final class GroupCommit: Sendable {
    private struct Write: Sendable {
        /// Runs the body in a savepoint and keeps its result.
        let body: @Sendable (Database) throws -> Void
        /// Hands the result, or the commit's failure, to the caller.
        let done: @Sendable (LedgerFailure?) -> Void
    }

    private struct State {
        var waiting: [Write] = []
        var isDraining = false
        var broken: LedgerFailure?
    }

    private let access: DatabaseAccess
    private let state = Mutex(State())

    init(_ access: DatabaseAccess) {
        self.access = access
    }

    /// One transaction, durable on return. `attempting` words what it was for, should it fail;
    /// `inLine` is called once every later write comes after this one.
    func write<Value: Sendable>(
        _ attempting: String, inLine: @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let shared = SharedResult<Value>()
            enqueue(
                Write(
                    body: { database in
                        do {
                            let value = try body(database)
                            shared.store(.success(value))
                        } catch {
                            shared.store(.failure(error))
                            throw error
                        }
                    },
                    done: { failure in
                        if let failure {
                            continuation.resume(throwing: failure)
                        } else {
                            continuation.resume(with: shared.take(attempting))
                        }
                    }))
            inLine()
        }
    }

    private func enqueue(_ write: Write) {
        let starts = state.withLock { state in
            state.waiting.append(write)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard starts else { return }
        access.perform { database in self.drain(database) }
    }

    private func drain(_ database: Database) {
        while let batch = next() {
            let failure = state.withLock { $0.broken } ?? commit(batch, in: database)
            for write in batch { write.done(failure) }
        }
    }

    private func next() -> [Write]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let batch = Array(state.waiting.prefix(LedgerLimits.writesPerCommit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// Nil when the transaction is durable, whatever became of the single writes in it.
    private func commit(_ batch: [Write], in database: Database) -> LedgerFailure? {
        do {
            try database.inTransaction(.immediate) {
                for write in batch {
                    try runInSavepoint(write, in: database)
                }
                return .commit
            }
            return nil
        } catch {
            let failure = LedgerFailure(error, attempting: "writing the ledger")
            state.withLock { $0.broken = failure }
            return failure
        }
    }

    /// A body's own refusal rolls back its savepoint and leaves the others alone; a storage error
    /// fails the transaction.
    private func runInSavepoint(_ write: Write, in database: Database) throws {
        // By cached statements: GRDB's own savepoints are compiled anew each time.
        try database.cachedStatement(sql: "SAVEPOINT single_write").execute()
        do {
            try write.body(database)
        } catch let error as DatabaseError
            where error.resultCode != .SQLITE_CONSTRAINT && error.resultCode != .SQLITE_ERROR
        {
            throw error
        } catch {
            // Kept in the write's own result; the transaction goes on.
            try database.cachedStatement(sql: "ROLLBACK TO single_write").execute()
        }
        try database.cachedStatement(sql: "RELEASE single_write").execute()
    }
}

/// A result that a database thread leaves for the caller.
private final class SharedResult<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func store(_ value: Result<Value, any Error>) {
        result.withLock { $0 = value }
    }

    func take(_ attempting: String) -> Result<Value, any Error> {
        guard let value = result.withLock({ $0 }) else {
            preconditionFailure("a write that was committed has a result")
        }
        return value.mapError { LedgerFailure($0, attempting: attempting) }
    }
}
