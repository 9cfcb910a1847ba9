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
    private let lock: LedgerLock?

    /// Opens the ledger for work, creating it and its folder (mode 0700, file 0600) where needed.
    ///
    /// Throws `LedgerFailure`: `locked` when another run holds it, `corrupt` when it is not sound.
    package convenience init(path: String) throws {
        let attempting = "opening the ledger \(path)"
        if let folder = parentFolder(of: path) {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            } catch {
                throw LedgerFailure(
                    .inaccessible, attempting: attempting,
                    cause: "the folder \(folder) cannot be created: "
                        + systemError(behind: error),
                    hint: "check the path and its permissions, or choose another place with "
                        + "--ledger PATH (for a rehearsal, with --output)")
            }
        }
        let file = try Self.makeFile(path, attempting)
        let lock = try LedgerLock(besideLedgerAt: file)
        do {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(LedgerLimits.busySeconds)
            let database = try DatabaseQueue(path: file, configuration: configuration)
            try self.init(database, path: path, lock: lock)
        } catch {
            throw LedgerFailure(error, attempting: attempting)
        }
    }

    /// Makes the file, if it is not there, and returns its one true path: by another name, as that
    /// of a link, a second run would take another lock.
    private static func makeFile(_ path: String, _ attempting: String) throws -> String {
        // Made first with its mode: SQLite gives its log files the mode of the database.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(errno),
                hint: "check the path and its permissions, or choose --ledger PATH")
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, let resolved = unsafe realpath(path, nil)
        else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(errno),
                hint: "check the path and its permissions, or choose --ledger PATH")
        }
        defer { unsafe free(resolved) }
        guard status.st_nlink <= 1 else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting,
                cause: "the file has \(status.st_nlink) names (hard links), and a run under each "
                    + "would buy without knowing of the others",
                hint:
                    "keep one name and remove the others (find -samefile finds them); make backups "
                    + "as copies, not as links")
        }
        let file = unsafe String(cString: resolved)
        guard !isMountPoint(file) else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting,
                cause: "the file is mounted alone, without the folder in which its lock and its "
                    + "log are, and a run elsewhere would not know of them",
                hint: "mount the folder that the ledger is in, and name it there with --ledger")
        }
        return file
    }

    /// Whether another file system's file, or the same one's from elsewhere, is put in that place.
    private static func isMountPoint(_ path: String) -> Bool {
        guard let table = FileManager.default.contents(atPath: "/proc/self/mountinfo") else {
            return false
        }
        // The fifth field; blanks and the like are written as octal numbers.
        let written = path.utf8.flatMap { byte -> [UInt8] in
            guard byte <= 0x20 || byte == UInt8(ascii: "\\") else { return [byte] }
            let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map { $0 + UInt8(ascii: "0") }
            return [UInt8(ascii: "\\")] + digits
        }
        return table.split(separator: UInt8(ascii: "\n")).contains { line in
            let fields = line.split(separator: UInt8(ascii: " "))
            return fields.count > 4 && fields[4].elementsEqual(written)
        }
    }

    /// Opens an existing ledger for reading only, without the lock, so that a person can look while
    /// a run is on. Every writing method then fails. Nil when there is no ledger at `path`.
    package static func reading(path: String) throws -> SQLiteLedger? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(LedgerLimits.busySeconds)
            let database = try DatabaseQueue(path: path, configuration: configuration)
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

    var database: DatabaseQueue { access.database }

    private init(reading database: DatabaseQueue) {
        access = DatabaseAccess(database: database, isInline: false)
        commits = GroupCommit(access)
        lock = nil
    }

    private init(
        _ database: DatabaseQueue, path: String, lock: LedgerLock?, isInline: Bool = false
    ) throws {
        // After opening: GRDB sets NORMAL itself for a write-ahead log, and a commit then is not
        // synced at all before the next checkpoint.
        try database.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let (sync, journal, check) = try database.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try String.fetchOne(database, sql: "PRAGMA quick_check")
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

/// The folder that a path names, nil for a bare file name. (Foundation's own way traps on a path of
/// one character.)
func parentFolder(of path: String) -> String? {
    path.lastIndex(of: "/").map { slash in
        slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
