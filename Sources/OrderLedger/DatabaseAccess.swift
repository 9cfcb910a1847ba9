// The one way to the database: on its own queue, or at once where a simulation must be repeatable.

import GRDB

/// Runs work on the ledger's only connection, one piece at a time, in the order in which it comes.
struct DatabaseAccess: Sendable {
    let database: DatabaseQueue
    /// Work is done before `perform` returns, in the caller's thread.
    let isInline: Bool

    /// Never cut short by the cancellation of the caller's task.
    func perform(_ work: @escaping @Sendable (Database) -> Void) {
        if isInline {
            database.inDatabase(work)
        } else {
            database.asyncWriteWithoutTransaction(work)
        }
    }
}
