// A ledger whose file is taken away while a run has it open.

import Foundation
import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct LedgerPlaceTests {
    /// What takes the file out of its place.
    enum Removal: CaseIterable {
        case file, folder
    }

    private let files = FileManager.default

    @Test(arguments: Removal.allCases)
    func `nothing more is begun, what is under way is kept, and all of it is put back`(
        _ removal: Removal
    ) async throws {
        try await withRun("state/ledger.sqlite") { folder, path, ledger, attempt in
            #expect(ledger.isInItsPlace)
            #expect(ledger.putBack() == nil)
            try files.removeItem(atPath: removal == .file ? path : "\(folder)/state")
            try await expectStopped(ledger)
            try await bring(attempt, to: ledger)
            let displacement = try #require(ledger.putBack())
            #expect(displacement.isSafe)
            #expect(displacement.failure.kind == .displaced)
            #expect(displacement.failure.cause.contains("back in its place"))
        } after: { folder, path in
            let left = try files.contentsOfDirectory(atPath: "\(folder)/state").sorted()
            #expect(Set(left).isSubset(of: ["ledger.sqlite", "ledger.sqlite.lock"]))
            let attributes = try files.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            try await expectWhole(at: path)
        }
    }

    @Test func `another file in its place is left there, and the ledger is kept beside it`()
        async throws
    {
        try await withRun("ledger.sqlite") { folder, path, ledger, attempt in
            let other = "\(folder)/other.sqlite"
            _ = try SQLiteLedger(path: other)
            // A copy that an earlier run left is not written over.
            try Data([1]).write(to: URL(filePath: "\(path).kept-1"))
            try files.removeItem(atPath: path)
            try files.moveItem(atPath: other, toPath: path)
            try await expectStopped(ledger)
            try await bring(attempt, to: ledger)
            let displacement = try #require(ledger.putBack())
            #expect(!displacement.isSafe)
            #expect(displacement.failure.cause.contains("\(path).kept-2"))
        } after: { _, path in
            // The log of the one is not taken for the other's.
            #expect(try await SQLiteLedger(path: path).batches().isEmpty)
            try await expectWhole(at: "\(path).kept-2")
            #expect(try Data(contentsOf: URL(filePath: "\(path).kept-1")) == Data([1]))
        }
    }

    @Test func `a link that leads elsewhere is a ledger that is gone`() async throws {
        try await withRun("link.sqlite", linkedTo: "ledger.sqlite") { folder, path, ledger, _ in
            try files.removeItem(atPath: path)
            try await expectStopped(ledger)
            let displacement = try #require(ledger.putBack())
            #expect(!displacement.isSafe)
            #expect(displacement.failure.cause.contains("\(folder)/ledger.sqlite"))
        } after: { folder, _ in
            let left = try files.contentsOfDirectory(atPath: folder)
            #expect(!left.contains { $0.contains(".kept-") })
            #expect(try await SQLiteLedger(path: "\(folder)/ledger.sqlite").batches().count == 1)
        }
    }

    @Test func `a lock that is gone stops a run too`() async throws {
        try await withRun("ledger.sqlite") { _, path, ledger, attempt in
            try files.removeItem(atPath: "\(path).lock")
            try await expectStopped(ledger)
            try await bring(attempt, to: ledger)
            let displacement = try #require(ledger.putBack())
            #expect(displacement.isSafe)
            #expect(displacement.failure.cause.contains("\(path).lock"))
        } after: { _, path in
            try await expectWhole(at: path)
        }
    }

    @Test func `where no copy can stand beside it, it is elsewhere, and no run begins anew`()
        async throws
    {
        try await withRun("\(UUID().uuidString).sqlite") { _, path, ledger, attempt in
            for number in 1...LedgerLimits.keptNames {
                try Data([1]).write(to: URL(filePath: "\(path).kept-\(number)"))
            }
            try files.removeItem(atPath: path)
            try await bring(attempt, to: ledger)
            let displacement = try #require(ledger.putBack())
            #expect(!displacement.isSafe)
            let name = URL(filePath: path).lastPathComponent
            let copy = files.temporaryDirectory.appending(path: "\(name).kept-1").path
            #expect(displacement.failure.cause.contains(copy))
            try await expectWhole(at: copy)
            try files.removeItem(atPath: copy)
        } after: { _, path in
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
        }
    }

    @Test func `what a run has kept of a ledger forbids a new one`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try Data([1]).write(to: URL(filePath: "\(path).kept-3"))
            let failure = await expectFailure(.displaced) { _ = try SQLiteLedger(path: path) }
            #expect(failure?.cause.contains("\(path).kept-3") == true)
            #expect(!files.fileExists(atPath: path))
            try files.removeItem(atPath: "\(path).kept-3")
            #expect(try await SQLiteLedger(path: path).batches().isEmpty)
        }
    }

    /// A backup that is put in the place of a killed run's ledger, whose log stays there: SQLite
    /// lays that over it, and has the indexes of the one and the rows of the other.
    @Test func `a ledger that was restored under another's log is not sound`() async throws {
        try await withTemporaryFolder { folder in
            let (path, copy) = ("\(folder)/ledger.sqlite", "\(folder)/copy.sqlite")
            let ledger = try SQLiteLedger(path: path)
            try await admit("first", to: ledger)
            try await ledger.copyLogIntoFile()
            try files.copyItem(atPath: path, toPath: copy)
            try await admit("second", to: ledger)
            try await ledger.copyLogIntoFile()
            try await admit("third", to: ledger)
            try files.copyItem(atPath: "\(path)-wal", toPath: "\(copy)-wal")
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: copy) }
        }
    }

    /// As such a mixture can be too, and SQLite's quick check does not see it: what an index lacks
    /// is not found, and would be bought again.
    @Test func `a ledger whose index lacks a row is not sound`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await admit("first", to: try SQLiteLedger(path: path))
            let index = try Self.edit(path) { database in
                let row = try Row.fetchOne(
                    database, sql: "SELECT * FROM sqlite_schema WHERE name = 'api_order_state'")
                try database.execute(
                    sql: "DELETE FROM sqlite_schema WHERE name = 'api_order_state'")
                return try #require(row)
            }
            try Self.edit(path) { database in
                try database.execute(sql: "UPDATE api_order SET state = 'refused' WHERE id = 1")
            }
            try Self.edit(path) { database in
                try database.execute(
                    sql: "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)",
                    arguments: StatementArguments(index.databaseValues))
            }
            let check = try Self.edit(path) { try String.fetchOne($0, sql: "PRAGMA quick_check") }
            #expect(check == "ok")
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
        }
    }

    /// Edits a ledger's file with its schema laid open.
    @discardableResult
    private static func edit<Value>(
        _ path: String, _ body: (Database) throws -> Value
    ) throws -> Value {
        let database = try DatabaseQueue(path: path)
        defer { try? database.close() }
        return try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA writable_schema = ON")
            return try body(database)
        }
    }

    private func admit(_ batch: String, to ledger: SQLiteLedger) async throws {
        try await ledger.admitSample(
            (1...100).map { _ in .sample() }, batch: batch,
            names: (1...100).map { "\(batch)-\($0)" })
    }

    /// A run with two orders, one of them sent; `after` comes when its ledger is let go.
    private func withRun(
        _ name: String, linkedTo target: String? = nil,
        _ body: (String, String, SQLiteLedger, AttemptID) async throws -> Void,
        after: (String, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/\(name)"
            if let target {
                try files.createSymbolicLink(atPath: path, withDestinationPath: target)
            }
            try await run(at: path) { try await body(folder, path, $0, $1) }
            try await after(folder, path)
        }
    }

    private func run(
        at path: String, _ body: (SQLiteLedger, AttemptID) async throws -> Void
    ) async throws {
        let ledger = try SQLiteLedger(path: path)
        try await ledger.admitSample([.sample(), .sample()])
        try await body(ledger, try await ledger.begin(try await ledger.order().id))
    }

    private func expectStopped(_ ledger: SQLiteLedger) async throws {
        #expect(!ledger.isInItsPlace)
        let next = try await ledger.order(1).id
        await expectFailure(.displaced) { _ = try await ledger.begin(next) }
        #expect(try await ledger.order(1).state == .ready)
    }

    /// The answer that was on its way.
    private func bring(_ attempt: AttemptID, to ledger: SQLiteLedger) async throws {
        let answer = PlacementAnswer(outcome: .placed(.sample(1)))
        try await ledger.finishAttempt(attempt, with: answer, at: .noon)
    }

    private func expectWhole(at path: String) async throws {
        let ledger = try SQLiteLedger(path: path)
        #expect(try await ledger.order(0).state == .placed)
        #expect(try await ledger.order(0).reference == .sample(1))
        #expect(try await ledger.order(1).state == .ready)
        #expect(try await ledger.value("PRAGMA user_version", as: Int.self) == Schema.version)
    }
}

extension SQLiteLedger {
    fileprivate func copyLogIntoFile() async throws {
        _ = try await database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}
