// What a person decides: the last word on an order, with its reason on record.

import GRDB
package import Orders

extension SQLiteLedger {
    package func settle(
        _ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp
    ) async throws {
        try await write("settling an order") { database in
            let attempt = try Self.requireOpenToDecision(order, settlement, in: database)
            switch settlement {
            case .bought(let reference):
                try Self.requireUnowned(reference, by: order, in: database)
                try database.keepRefused(order, except: reference, at: now)
                try database.execute(
                    sql: """
                        UPDATE api_order SET reference = ?, placed_at = ?, total_minor = NULL,
                            reason = NULL WHERE id = ?
                        """, arguments: [reference.text, now.microseconds, order.rawValue])
                try database.settle(attempt, .settledBought, reason, at: now)
                try database.move(
                    order, .settledBought, "as \(reference): \(reason)", at: now)
            case .notBought:
                try database.keepRefused(order, except: nil, at: now)
                try database.settle(attempt, .settledNotBought, reason, at: now)
                try database.move(order, .settledNotBought, reason, at: now)
                try database.execute(
                    sql: """
                        UPDATE api_order SET reference = NULL, placed_at = NULL,
                            total_minor = NULL, reason = NULL WHERE id = ?
                        """, arguments: [order.rawValue])
            }
        }
    }

    /// The attempt that the decision is about.
    private static func requireOpenToDecision(
        _ order: OrderID, _ settlement: Settlement, in database: Database
    ) throws -> Int64 {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT a.id, a.outcome, o.state, EXISTS (
                    SELECT 1 FROM event e WHERE e.sheet_order_id = o.sheet_order_id
                        AND e.part = o.part AND e.kind = \(HistoryNote.waitedInVain.sql)
                        AND e.at >= a.started_at
                    ) AS waited, (
                    SELECT max(id) FROM attempt d WHERE d.order_id = o.id
                        AND d.outcome IN (\((AttemptOutcome.dismissed + [.refused]).sql))
                    ) AS dismissed
                FROM api_order o LEFT JOIN attempt a ON a.order_id = o.id WHERE o.id = ?
                ORDER BY a.id DESC LIMIT 1
                """, arguments: [order.rawValue])
        let id = try row.flatMap { row -> Int64? in
            guard let state = OrderState(rawValue: row["state"]) else {
                throw LedgerFailure.unsound("order \(order.rawValue) has no valid state")
            }
            let outcome: String? = row["outcome"]
            let dismissed: Int64? = row["dismissed"]
            let facts = SettlingFacts(
                state: state, last: outcome.flatMap(AttemptOutcome.init(rawValue:)),
                wasWaitedFor: row["waited"], hasDismissedAttempt: dismissed != nil)
            return switch settlement.attempt(by: facts) {
            case .last: row["id"]
            case .lastDismissed: dismissed
            case nil: nil
            }
        }
        guard let id else {
            throw LedgerFailure(
                .refused, attempting: "settling an order",
                cause: "there is nothing about it to decide",
                hint: "esimbatch status shows which orders need a person")
        }
        return id
    }

    /// One that belongs to an order of which the provider told what cannot be is free.
    private static func requireUnowned(
        _ reference: OrderReference, by order: OrderID, in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE api_order SET reference = NULL
                WHERE \(isReference("reference")) AND id <> ?3 AND state = \(OrderState.failed.sql)
                """, arguments: [reference.text, reference.uuidDigits, order.rawValue])
        let owner = try String.fetchOne(
            database,
            sql: """
                SELECT s.title FROM api_order o JOIN sheet_order s ON s.id = o.sheet_order_id
                WHERE \(isReference("o.reference")) AND o.id <> ?3
                """, arguments: [reference.text, reference.uuidDigits, order.rawValue])
        if let owner {
            throw LedgerFailure(
                .refused, attempting: "settling an order",
                cause: "the reference \(reference) already belongs to the order \"\(owner)\"",
                hint: "look the right reference up in the provider's list of orders")
        }
    }
}

/// Whether a column has the reference ?1, of whose UUID ?2 are the digits: a person may write it in
/// other letters, or without its hyphens. False for no reference.
private func isReference(_ column: String) -> String {
    "coalesce(\(column) = ?1 OR lower(replace(\(column), '-', '')) = ?2, 0)"
}

extension Database {
    /// Keeps the reference of an order that the provider refused or failed, or confirmed and never
    /// delivered, so that its listed order is never taken for one of ours that is missing.
    func keepRefused(
        _ order: OrderID, except chosen: OrderReference?, at now: Timestamp
    ) throws {
        try execute(
            sql: """
                INSERT OR IGNORE INTO foreign_order (reference, seen_at)
                SELECT o.reference, ?4 FROM api_order o WHERE o.id = ?3
                    AND (o.state IN (\([OrderState.refused, .failed].sql))
                        OR o.state = \(OrderState.placed.sql) AND EXISTS (
                        SELECT 1 FROM attempt a WHERE a.order_id = o.id
                            AND a.outcome = \(AttemptOutcome.placed.sql)))
                    AND o.reference IS NOT NULL AND NOT \(isReference("o.reference"))
                """,
            arguments: [
                chosen?.text, chosen?.uuidDigits, order.rawValue, now.microseconds,
            ])
    }

    fileprivate func settle(
        _ attempt: Int64, _ outcome: AttemptOutcome, _ reason: String, at now: Timestamp
    ) throws {
        try execute(
            sql: "UPDATE attempt SET outcome = ?, reason = ?, finished_at = ? WHERE id = ?",
            arguments: [outcome.rawValue, reason, now.microseconds, attempt])
    }
}
