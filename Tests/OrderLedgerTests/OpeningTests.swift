// Opening a ledger: the settings in force, the files it makes, and the files it refuses.

import Foundation
import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct OpeningTests {
    @Test(arguments: [
        ("l", nil), ("ledger.sqlite", nil), ("", nil), ("/l", "/"), ("a/l", "a"),
        ("/var/lib/l", "/var/lib"), ("./l", "."), ("a/", "a"),
    ])
    func `a ledger's folder is found for every path, however short`(path: String, folder: String?) {
        #expect(parentFolder(of: path) == folder)
    }

    @Test func `the durable settings are in force once the ledger is open`() async throws {
        try await withTemporaryFolder { folder in
            let ledger = try SQLiteLedger(path: "\(folder)/ledger.sqlite")
            #expect(try await ledger.value("PRAGMA synchronous", as: Int.self) == 2)
            #expect(try await ledger.value("PRAGMA journal_mode", as: String.self) == "wal")
            #expect(try await ledger.value("PRAGMA foreign_keys", as: Int.self) == 1)
            #expect(try await ledger.value("PRAGMA user_version", as: Int.self) == Schema.version)
        }
    }

    @Test func `a copy of the file alone, in the middle of a run, knows of the run`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let ledger = try SQLiteLedger(path: path)
            try await ledger.admitSample()
            _ = try await ledger.beginRun(
                RunStart(command: .run, batch: .sample(), at: .noon, opening: .usd(1_000)))
            try await ledger.attempt(try await ledger.order().id, .placed(.sample(1)))
            try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/copy.sqlite")
            let copy = try SQLiteLedger(path: "\(folder)/copy.sqlite")
            #expect(try await copy.order().state == .ready)
            #expect(try await copy.knowledge().newest == .noon)
            #expect(try await ledger.knowledge().newest != nil)
        }
    }

    /// What is cut off knows of nothing that was bought, and would let it be bought again.
    @Test func `an empty file is no new ledger`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try Data().write(to: URL(filePath: path))
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
            await expectFailure(.corrupt) { _ = try SQLiteLedger.reading(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
        }
    }

    @Test func `a log without its file is no new ledger either`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try Data([1]).write(to: URL(filePath: "\(path)-wal"))
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
            await expectFailure(.corrupt) { _ = try SQLiteLedger.reading(path: path) }
            try Data().write(to: URL(filePath: "\(path)-wal"))
            let ledger = try SQLiteLedger(path: path)
            #expect(try await ledger.batches().isEmpty)
        }
    }

    @Test func `making a ledger takes away no file that it did not make`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try Data([1, 2, 3]).write(to: URL(filePath: "\(path).new"))
            let ledger = try SQLiteLedger(path: path)
            try await ledger.admitSample()
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(
                left == ["", "-shm", "-wal", ".lock", ".new"].map { "ledger.sqlite\($0)" })
            #expect(try Data(contentsOf: URL(filePath: "\(path).new")).count == 3)
        }
    }

    @Test func `a making that was cut short after the file had its name is made good`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            do { _ = try SQLiteLedger(path: path) }
            let files = FileManager.default
            let staged = "\(folder)/.esimbatch-\(UUID().uuidString)"
            try files.linkItem(atPath: path, toPath: staged)
            let other = "\(folder)/.esimbatch-\(UUID().uuidString)"
            try Data([1]).write(to: URL(filePath: other))
            do { _ = try SQLiteLedger(path: path) }
            #expect(!files.fileExists(atPath: staged))
            #expect(files.fileExists(atPath: other))
            // A second name that a person has made is theirs to take away, and so is the first.
            let own = "\(folder)/.esimbatch-prod.sqlite"
            try files.moveItem(atPath: path, toPath: own)
            try files.linkItem(atPath: own, toPath: "\(folder)/copy.sqlite")
            await expectFailure(.inaccessible) { _ = try SQLiteLedger(path: own) }
            #expect(files.fileExists(atPath: own))
        }
    }

    @Test(arguments: ["loop", "folder"])
    func `a path that leads to no file is refused`(kind: String) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let files = FileManager.default
            if kind == "folder" {
                try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            } else {
                try files.createSymbolicLink(atPath: path, withDestinationPath: path)
            }
            await expectFailure(.inaccessible) { _ = try SQLiteLedger(path: path) }
            // Nobody is told that there is no ledger where nobody can look.
            await expectFailure(.inaccessible) { _ = try SQLiteLedger.reading(path: path) }
            #expect(SQLiteLedger.holder(path: path) == nil)
        }
    }

    @Test func `whoever looks knows who holds the ledger, and keeps nobody out`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            #expect(SQLiteLedger.holder(path: path) == nil)
            do {
                let ledger = try SQLiteLedger(path: path)
                #expect(SQLiteLedger.holder(path: path) == Int(getpid()))
                // These tests are no run.
                #expect(!SQLiteLedger.isRunOn(path: path))
                try await ledger.admitSample()
            }
            #expect(SQLiteLedger.holder(path: path) == nil)
        }
    }

    @Test func `a ledger in memory has the same tables and synchronises fully`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        #expect(try await ledger.value("PRAGMA synchronous", as: Int.self) == 2)
        #expect(try await ledger.value("SELECT count(*) FROM api_order", as: Int.self) == 0)
    }

    @Test func `the ledger and everything beside it is for its owner alone`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/state/deep/ledger.sqlite"
            let ledger = try SQLiteLedger(path: path)
            try await ledger.admitSample()
            #expect(try mode(of: "\(folder)/state/deep") == 0o700)
            for suffix in ["", "-wal", "-shm", ".lock"] {
                #expect(try mode(of: path + suffix) == 0o600, "ledger.sqlite\(suffix)")
            }
        }
    }

    @Test func `what was written is there when the ledger is opened again`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let before = try await admitOnce(at: path)
            #expect(try await SQLiteLedger(path: path).read() == before)
        }
    }

    @Test(arguments: [40, 8_192])
    func `a file that is no database is corrupt`(size: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let noise = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 7) })
            try noise.write(to: URL(filePath: path))
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == noise)
        }
    }

    @Test func `a ledger with damaged pages is corrupt`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await admitOnce(at: path, orders: 200)
            var bytes = try Data(contentsOf: URL(filePath: path))
            try #require(bytes.count > 40 * 4_096)
            let damaged = (20 * 4_096)..<(30 * 4_096)
            bytes.replaceSubrange(damaged, with: Data(repeating: 0xA5, count: damaged.count))
            try bytes.write(to: URL(filePath: path))
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
        }
    }

    @Test func `a database of another program is corrupt and stays as it is`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await tamper(path, "CREATE TABLE recipe (id INTEGER PRIMARY KEY)")
            await expectFailure(.corrupt) { _ = try SQLiteLedger(path: path) }
            let tables = try await look(path, "SELECT group_concat(name) FROM sqlite_schema")
            #expect(tables == "recipe")
        }
    }

    @Test func `a ledger of a newer version is refused, for work and for reading`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await admitOnce(at: path)
            try await tamper(path, "PRAGMA user_version = 99")
            await expectFailure(.newer) { _ = try SQLiteLedger(path: path) }
            await expectFailure(.newer) { _ = try SQLiteLedger.reading(path: path) }
        }
    }

    @Test func `a ledger has one lock by whatever name it is opened`() async throws {
        try await withTemporaryFolder { folder in
            let files = FileManager.default
            let path = "\(folder)/ledger.sqlite"
            let link = "\(folder)/elsewhere/link.sqlite"
            try files.createDirectory(
                atPath: "\(folder)/elsewhere", withIntermediateDirectories: true)
            try files.createSymbolicLink(atPath: link, withDestinationPath: path)
            do {
                let first = try SQLiteLedger(path: link)
                await expectFailure(.locked) { _ = try SQLiteLedger(path: path) }
                try await first.admitSample()
            }
            #expect(try await SQLiteLedger(path: path).read().orders.count == 1)
            try files.linkItem(atPath: path, toPath: "\(folder)/hard.sqlite")
            for name in ["ledger.sqlite", "hard.sqlite"] {
                await expectFailure(.inaccessible) {
                    _ = try SQLiteLedger(path: "\(folder)/\(name)")
                }
            }
        }
    }

    @Test func `a second opening is locked out until the first is released`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            var first: SQLiteLedger? = try SQLiteLedger(path: path)
            try await first?.admitSample()
            await expectFailure(.locked) { _ = try SQLiteLedger(path: path) }
            first = nil
            #expect(try await SQLiteLedger(path: path).read().orders.count == 1)
        }
    }

    @Test func `a lock file that a dead run left behind locks nobody out`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try Data("4711".utf8).write(to: URL(filePath: "\(path).lock"))
            #expect(try await SQLiteLedger(path: path).batches().isEmpty)
        }
    }

    @Test func `a person can read while a run holds the lock, and can write nothing`() async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let working = try SQLiteLedger(path: path)
            try await working.admitSample()
            let reading = try #require(try SQLiteLedger.reading(path: path))
            #expect(try await reading.read() == working.read())
            try await working.attempt(try await working.order().id, .placed(.sample()))
            #expect(try await reading.order().state == .placed)
            await expectFailure(.inaccessible) {
                try await reading.claim(.sample(), isRenamed: false, at: .noon)
            }
            #expect(try await working.order().state == .placed)
        }
    }

    @Test func `there is nothing to read where there is no ledger`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let ledger = try SQLiteLedger.reading(path: path)
            #expect(ledger == nil)
            #expect(!FileManager.default.fileExists(atPath: path))
            try Data().write(to: URL(filePath: "\(folder)/file"))
            let below = try SQLiteLedger.reading(path: "\(folder)/file/ledger.sqlite")
            #expect(below == nil)
        }
    }

    @Test func `a path that cannot be is inaccessible`() async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/file"))
            await expectFailure(.inaccessible) {
                _ = try SQLiteLedger(path: "\(folder)/file/ledger.sqlite")
            }
        }
    }

    /// Closes the file at the end: otherwise that happens a moment later, on the database's thread.
    @discardableResult
    private func admitOnce(at path: String, orders: Int = 1) async throws -> RecordedBatch {
        let ledger = try SQLiteLedger(path: path)
        let batch = try await ledger.admitSample(Array(repeating: .sample(), count: orders))
        try ledger.database.close()
        return batch
    }

    private func tamper(_ path: String, _ sql: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func look(_ path: String, _ sql: String) async throws -> String? {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try await queue.read { try String.fetchOne($0, sql: sql) }
    }

    private func mode(of path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
