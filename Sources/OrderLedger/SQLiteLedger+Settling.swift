// What a person decides: the last word on an order, with its reason on record.

import GRDB
package import Orders

extension SQLiteLedger {
    package func recordLookalikes(
        _ references: [OrderReference], of attempt: AttemptID
    ) async throws {
        try await write("recording what an order could be") { database in
            for reference in references {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO lookalike (attempt_id, reference) VALUES (?, ?)",
                    arguments: [attempt.rawValue, reference.text])
            }
        }
    }

    package func settle(
        _ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp
    ) async throws {
        try await write("settling an order") { database in
            let attempt = try Self.requireOpenToDecision(order, settlement, in: database)
            switch settlement {
            case .bought(let reference):
                try Self.requireUnowned(reference, by: order, in: database)
                try database.keepAsKnown(order, attempt, except: reference, at: now)
                try database.execute(
                    sql: """
                        UPDATE api_order SET reference = ?, placed_at = ?, total_minor = NULL,
                            reason = NULL WHERE id = ?
                        """, arguments: [reference.text, now.microseconds, order.rawValue])
                try database.settle(attempt, "settled-bought", reason, at: now)
                try database.move(
                    order, .settledBought, "as \(reference): \(reason)", at: now)
            case .notBought:
                try database.keepAsKnown(order, attempt, except: nil, at: now)
                try database.settle(attempt, "settled-not-bought", reason, at: now)
                try database.move(order, .settledNotBought, reason, at: now)
                try database.execute(
                    sql: """
                        UPDATE api_order SET reference = NULL, placed_at = NULL,
                            total_minor = NULL, reason = NULL WHERE id = ?
                        """, arguments: [order.rawValue])
            }
        }
    }

    /// The attempt that a decision is about. An unconfirmed order is open to it; so is one that the
    /// provider refused or failed, one that was called not bought and turned up, and one that a
    /// person settled wrongly, as long as no eSIM of it is known.
    private static func requireOpenToDecision(
        _ order: OrderID, _ settlement: Settlement, in database: Database
    ) throws -> Int64 {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT a.id, a.outcome, o.state FROM attempt a
                JOIN api_order o ON o.id = a.order_id WHERE o.id = ?
                ORDER BY a.id DESC LIMIT 1
                """, arguments: [order.rawValue])
        let outcome: String? = row?["outcome"]
        let state: String? = row?["state"]
        let isOpen =
            switch (state.flatMap(OrderState.init(rawValue:)), outcome) {
            case (.unconfirmed, "unconfirmed"), (.refused, _): true
            case (.ready, "absent"), (.ready, "settled-not-bought"): settlement != .notBought
            case (.placed, "settled-bought"): true
            default: false
            }
        guard isOpen, let id: Int64 = row?["id"] else {
            throw LedgerFailure(
                .refused, attempting: "settling an order",
                cause: "there is nothing about it to decide",
                hint: "esimbatch status shows which orders need a person")
        }
        return id
    }

    private static func requireUnowned(
        _ reference: OrderReference, by order: OrderID, in database: Database
    ) throws {
        let owner = try String.fetchOne(
            database,
            sql: """
                SELECT s.title FROM api_order o JOIN sheet_order s ON s.id = o.sheet_order_id
                WHERE o.reference = ? AND o.id <> ?
                """, arguments: [reference.text, order.rawValue])
        if let owner {
            throw LedgerFailure(
                .refused, attempting: "settling an order",
                cause: "the reference \(reference) already belongs to the order \"\(owner)\"",
                hint: "look the right reference up in the provider's list of orders")
        }
    }
}

extension Database {
    /// Keeps the references that the person has seen and not chosen: the one that a refused order
    /// had, and those of the look-alikes. So none of them is ever taken for one of ours that is
    /// missing.
    fileprivate func keepAsKnown(
        _ order: OrderID, _ attempt: Int64, except chosen: OrderReference?, at now: Timestamp
    ) throws {
        try execute(
            sql: """
                INSERT OR IGNORE INTO foreign_order (reference, seen_at)
                SELECT reference, ?1 FROM api_order WHERE id = ?2 AND state = 'refused'
                    AND reference IS NOT NULL AND reference IS NOT ?4
                UNION SELECT reference, ?1 FROM lookalike WHERE attempt_id = ?3
                    AND reference IS NOT ?4
                    AND reference NOT IN (
                        SELECT reference FROM api_order WHERE reference IS NOT NULL)
                """,
            arguments: [now.microseconds, order.rawValue, attempt, chosen?.text])
    }

    fileprivate func settle(
        _ attempt: Int64, _ outcome: String, _ reason: String, at now: Timestamp
    ) throws {
        try execute(
            sql: "UPDATE attempt SET outcome = ?, reason = ?, finished_at = ? WHERE id = ?",
            arguments: [outcome, reason, now.microseconds, attempt])
    }
}
