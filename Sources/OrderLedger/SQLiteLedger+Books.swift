// The books of earlier runs: those that ended before they were compared, and what came after them.

import GRDB
package import Orders

extension SQLiteLedger {
    package func earlierRun(since moment: Timestamp) async throws -> EarlierRun? {
        try await read("reading an earlier run") { [values] database in
            let run = try Row.fetchOne(
                database,
                sql: """
                    SELECT id, started_at, opening_minor, currency, books_close FROM run
                    WHERE opening_minor IS NOT NULL
                        AND started_at <= (SELECT max(started_at) FROM attempt)
                    ORDER BY started_at DESC, id DESC LIMIT 1
                    """)
            guard let run else { return nil }
            let start = Timestamp(microseconds: run["started_at"])
            let books: Int? = run["books_close"]
            let isClosed = books == 1
            // Of books that stay open a person knows. Those that nobody has compared are compared
            // whenever the next run comes.
            guard books == nil || isClosed && start >= moment else { return nil }
            let opening = try storedMoney(run["opening_minor"], run["currency"])
            let items = try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT o.items FROM attempt a JOIN api_order o ON o.id = a.order_id
                    WHERE a.started_at >= ?
                    """, arguments: [start.microseconds])
            return EarlierRun(
                id: RunID(rawValue: run["id"]), isClosed: isClosed,
                money: RunMoney(
                    since: start, opening: opening,
                    spent: try database.spent(in: opening.currency, byAttemptsFrom: start)),
                attempted: try items.map { try values.items($0) },
                // What an earlier one was refused may be carried out late, too.
                refused: try Self.refused(since: isClosed ? moment : start, in: database))
        }
    }

    /// Also what a run has set out to ask for again and did not come to.
    private static func refused(
        since start: Timestamp, in database: Database
    ) throws -> [RefusedOrder] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT o.id, o.quoted_minor, o.currency, o.reference, o.reason FROM api_order o
                WHERE (o.state = \(OrderState.refused.sql)
                    OR o.state = \(OrderState.ready.sql) AND \(AttemptOutcome.refused.sql) = (
                        SELECT a.outcome FROM attempt a WHERE a.order_id = o.id
                        ORDER BY a.id DESC LIMIT 1))
                    AND EXISTS (SELECT 1 FROM attempt a
                        WHERE a.order_id = o.id AND a.outcome = \(AttemptOutcome.refused.sql)
                            AND a.started_at >= ?)
                """, arguments: [start.microseconds])
        return try rows.map { row in
            RefusedOrder(
                id: OrderID(rawValue: row["id"]),
                expected: try storedMoney(row["quoted_minor"], row["currency"]),
                isMade: row["reference"] != nil as String?, reason: row["reason"])
        }
    }

    package func closeBooks(of run: RunID, balance: Money, close: Bool) async throws {
        try await write("closing the books of an unfinished run") { database in
            try database.execute(
                sql: """
                    UPDATE run SET books_close = ?, closing_minor = coalesce(closing_minor, ?)
                    WHERE id = ?
                    """, arguments: [close ? 1 : 0, balance.minorUnits, run.rawValue])
        }
    }
}
