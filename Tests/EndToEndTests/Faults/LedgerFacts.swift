// What a ledger's file holds, read behind the program's back and without touching the file.

import Foundation
import GRDB

/// The facts in a ledger that the promises are about.
struct LedgerFacts: Sendable {
    /// API orders by the state they are in.
    var states: [String: Int] = [:]
    /// Attempts, whatever came of them.
    var attempts = 0
    /// Attempts of which nothing is recorded but their begin.
    var placing = 0
    var references: Set<String> = []
    /// What needs a person: `BATCH/ORDER#PART` and what it is for.
    var doubts: [(order: String, fingerprint: String)] = []
    /// How often each thing happened, by the kind of the event.
    var events: [String: Int] = [:]
    /// What the orders with a reference cost, in cents.
    var cents = 0

    /// Nil when there is no ledger yet, or none whose tables are made.
    init?(ledger path: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return nil }
        // A copy: opening the file itself would recover and tidy it, which is what the next run
        // of the program has to be able to do.
        let folder = files.temporaryDirectory.appendingPathComponent("facts-\(UUID())").path
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        for suffix in ["", "-wal"] where files.fileExists(atPath: path + suffix) {
            try files.copyItem(atPath: path + suffix, toPath: "\(folder)/copy.sqlite\(suffix)")
        }
        let database = try DatabaseQueue(path: "\(folder)/copy.sqlite")
        guard try database.read({ try $0.tableExists("attempt") }) else { return nil }
        try database.read { try read($0) }
    }

    private mutating func read(_ database: Database) throws {
        let states = try Row.fetchAll(
            database, sql: "SELECT state, count(*) AS number FROM api_order GROUP BY state")
        for row in states { self.states[row["state"]] = row["number"] }
        let events = try Row.fetchAll(
            database, sql: "SELECT kind, count(*) AS number FROM event GROUP BY kind")
        for row in events { self.events[row["kind"]] = row["number"] }
        attempts = try Int.fetchOne(database, sql: "SELECT count(*) FROM attempt") ?? 0
        placing =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM attempt WHERE outcome = 'placing'") ?? 0
        references = try Set(
            String.fetchAll(
                database, sql: "SELECT reference FROM api_order WHERE reference IS NOT NULL"))
        cents =
            try Int.fetchOne(
                database,
                sql: """
                    SELECT coalesce(sum(coalesce(total_minor, quoted_minor)), 0) FROM api_order
                    WHERE reference IS NOT NULL AND state <> 'refused'
                    """) ?? 0
        let doubts = try Row.fetchAll(
            database,
            sql: """
                SELECT b.name, s.title, o.part, o.fingerprint FROM api_order o
                JOIN sheet_order s ON s.id = o.sheet_order_id JOIN batch b ON b.id = s.batch_id
                WHERE o.state IN ('unconfirmed', 'failed') ORDER BY o.id
                """)
        self.doubts = doubts.map { row in
            let (batch, title, part): (String, String, Int) = (row["name"], row["title"], row[2])
            return ("\(batch)/\(title)#\(part)", row["fingerprint"])
        }
    }

    /// API orders of whatever state.
    var orders: Int { states.values.reduce(0, +) }
}
