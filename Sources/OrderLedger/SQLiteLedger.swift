// The ledger on SQLite: opened under its lock, with its durability settings asserted, and every
// method one transaction.

import Foundation
import GRDB
import Glibc
import Orders

/// The ledger in an SQLite file.
///
/// One connection, write-ahead log, and `synchronous=FULL`: a transaction that was awaited survives
/// a power loss. Beside a writer only read-only openings of other processes occur.
package final class SQLiteLedger: Ledger {
    let access: DatabaseAccess
    let commits: GroupCommit
    let values = StoredValues()
    let lock: LedgerLock?
    /// Nil for one in memory, or one that is only read.
    let place: LedgerPlace?

    /// Opens the ledger for work, creating it and its folder (mode 0700, file 0600) where needed.
    ///
    /// Throws `LedgerFailure`: `locked` when another run holds it, `corrupt` when it is not sound.
    package convenience init(path: String) throws {
        let attempting = "opening the ledger \(path)"
        let file = try LedgerFile(path, attempting)
        let lock = try LedgerLock(besideLedgerAt: file.path)
        do {
            try file.makeIfMissing()
            try file.check()
            try self.init(try file.open(), path: path, lock: lock, file: file)
        } catch {
            throw LedgerFailure(error, attempting: attempting)
        }
    }

    /// Opens an existing ledger for reading only, without the lock, so that a person can look while
    /// a run is on. Every writing method then fails. Nil when there is no ledger at `path`.
    package static func reading(path: String) throws -> SQLiteLedger? {
        guard let file = try LedgerFile(existing: path) else {
            try LedgerFile.requireNoLog(of: path, "reading the ledger \(path)")
            return nil
        }
        do {
            try file.requireContent()
            let database = try file.open(readOnly: true)
            let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            // One of an older version is read as it is: what it lacks is read as missing.
            guard (1...Schema.version).contains(version ?? 0) else {
                throw LedgerFailure(
                    (version ?? 0) > Schema.version ? .newer : .corrupt,
                    attempting: "reading the ledger \(path)",
                    cause: "its format is \(version ?? 0), not \(Schema.version)",
                    hint: "check the path given with --ledger")
            }
            return SQLiteLedger(reading: database)
        } catch {
            throw LedgerFailure(error, attempting: "reading the ledger \(path)")
        }
    }

    /// A ledger in memory with the real schema, for tests; `inline` for simulations, which need
    /// every step in their own thread.
    package static func inMemory(inline: Bool = false) throws -> SQLiteLedger {
        try SQLiteLedger(DatabaseQueue(), path: ":memory:", lock: nil, isInline: inline)
    }

    /// Ends its use: its log is then in its file. What is under way is finished first.
    package func close() {
        // A ledger that cannot be closed now is closed with the process.
        try? database.close()
    }

    var database: DatabaseQueue { access.database }

    private init(reading database: DatabaseQueue) {
        access = DatabaseAccess(database: database, isInline: false)
        commits = GroupCommit(access)
        lock = nil
        place = nil
    }

    private init(
        _ database: DatabaseQueue, path: String, lock: LedgerLock?, file: LedgerFile? = nil,
        isInline: Bool = false
    ) throws {
        // After opening: GRDB sets NORMAL itself for a write-ahead log, and a commit then is not
        // synced at all before the next checkpoint.
        try database.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let (sync, journal, check) = try database.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                // The quick one does not see that a restored file has the log of another: what
                // the indexes lack would be bought again.
                try String.fetchOne(database, sql: "PRAGMA integrity_check")
            )
        }
        guard sync == 2, journal == "wal" || lock == nil else {
            throw LedgerFailure(
                .storage, attempting: "opening the ledger \(path)",
                cause: "SQLite did not take the durable settings "
                    + "(synchronous \(sync ?? -1), journal \(journal ?? "none"))",
                hint: "put the ledger on a local file system with --ledger PATH")
        }
        guard check == "ok" else {
            throw LedgerFailure(
                .corrupt, attempting: "checking the ledger \(path)",
                cause: check ?? "no answer",
                hint: "keep the file for evidence and restore its newest backup")
        }
        try database.write { try Schema.prepare($0, path: path) }
        // A copy of the file alone is to have the tables.
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        access = DatabaseAccess(database: database, isInline: isInline)
        self.lock = lock
        place = try file.map { try LedgerPlace(of: $0, named: path) }
        commits = GroupCommit(access)
    }

    /// One transaction, durable on return, untouched by the caller's cancellation.
    func write<Value: Sendable>(
        _ attempting: String, inLine: @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await commits.write(attempting, inLine: inLine, body)
    }

    /// A consistent reading. Runs outside the caller's task, so that what an interrupted run has to
    /// report can still be read.
    ///
    /// Not through GRDB's own readings: those switch `query_only` on and off, and each switch makes
    /// SQLite compile every cached statement again.
    func read<Value: Sendable>(
        _ attempting: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            access.perform { database in
                let result = Result { () throws -> Value in
                    var value: Value?
                    try database.inTransaction(.deferred) {
                        value = try body(database)
                        return .commit
                    }
                    guard let value else { preconditionFailure("a transaction ran its body") }
                    return value
                }
                continuation.resume(
                    with: result.mapError { LedgerFailure($0, attempting: attempting) })
            }
        }
    }
}
