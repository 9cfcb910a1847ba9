// The record of every attempt to buy: before the request, after the answer, and when the answer
// never came.

import Foundation
import GRDB
package import Orders

extension SQLiteLedger {
    package func beginAttempt(
        _ order: OrderID, _ attempt: AttemptStart
    ) async throws -> AttemptID {
        try requireItsPlace()
        return try await write("recording an attempt") { database in
            try database.move(
                order, .attemptRecorded, "expecting \(attempt.expected)",
                at: attempt.times.startedAt)
            // The unique index over open attempts is the last lock against two buyers.
            try database.cachedStatement(
                sql: """
                    INSERT INTO attempt
                        (order_id, outcome, started_at, deadline, planned_end, skew,
                            expected_minor, currency)
                    VALUES (?1, \(AttemptOutcome.placing.sql), ?2, ?3, ?3, ?4, ?5, ?6)
                    """
            ).execute(arguments: [
                order.rawValue, attempt.times.startedAt.microseconds,
                attempt.times.deadline.microseconds, attempt.times.skew?.inMicroseconds,
                attempt.expected.minorUnits, attempt.expected.currency.code,
            ])
            return AttemptID(rawValue: database.lastInsertedRowID)
        }
    }

    package func finishAttempt(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp,
        inLine: @Sendable () -> Void
    ) async throws {
        try await write("recording the answer to a purchase", inLine: inLine) { database in
            let order = try database.orderOf(attempt)
            switch answer.outcome {
            case .placed(let placed):
                try database.close(attempt, .placed, nil, answer, at: now)
                try database.own(order, placed, at: now)
                try database.move(order, .placed, "reference \(placed.reference)", at: now)
            case .notPlaced(let why):
                try database.close(attempt, .notPlaced, why.reason, answer, at: now)
                try database.move(order, .notPlaced, why.reason, at: now)
            case .refused(let refusal):
                try database.close(attempt, .refused, refusal.message, answer, at: now)
                if let reference = refusal.reference {
                    try database.execute(
                        sql: "UPDATE attempt SET reference = ? WHERE id = ?",
                        arguments: [reference.text, attempt.rawValue])
                }
                try database.cachedStatement(
                    sql: "UPDATE api_order SET reason = ?, reference = ? WHERE id = ?"
                ).execute(arguments: [
                    refusal.message, refusal.reference?.text, order.rawValue,
                ])
                try database.move(order, .refused, refusal.message, at: now)
            case .unconfirmed(let reason):
                try database.close(attempt, .unconfirmed, reason, answer, at: now)
                try database.cachedStatement(sql: "UPDATE api_order SET reason = ? WHERE id = ?")
                    .execute(arguments: [reason, order.rawValue])
                try database.move(order, .outcomeUnknown, reason, at: now)
            }
        }
    }

    package func recoverInterrupted(at now: Timestamp, skew: Duration?) async throws -> Int {
        try await write("recovering after an interruption") { database in
            let reason = "the program ended before the answer was recorded"
            let attempts = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, started_at, deadline, planned_end, skew FROM attempt
                    WHERE outcome = \(AttemptOutcome.placing.sql)
                    """)
            for row in attempts {
                let attempt = AttemptID(rawValue: row["id"])
                let order = try database.orderOf(attempt)
                // By the clock as it was at the attempt, like all its times.
                let times = AttemptTimes(row)
                let then = AttemptTimes(startedAt: now, deadline: now, skew: skew)
                    .retold(by: times.skew)
                try database.execute(
                    sql: """
                        UPDATE attempt SET outcome = \(AttemptOutcome.unconfirmed.sql),
                            reason = ?, deadline = ?
                        WHERE id = ?
                        """,
                    arguments: [
                        reason, max(times.deadline, then.deadline).microseconds, attempt.rawValue,
                    ])
                try database.execute(
                    sql: "UPDATE api_order SET reason = ? WHERE id = ?",
                    arguments: [reason, order.rawValue])
                try database.move(order, .outcomeUnknown, reason, at: now)
            }
            return attempts.count
        }
    }

    package func lastOutcome(of order: OrderID) async throws -> AttemptOutcome? {
        try await read("reading how an attempt ended") { database in
            try String.fetchOne(
                database,
                sql: "SELECT outcome FROM attempt WHERE order_id = ? ORDER BY id DESC LIMIT 1",
                arguments: [order.rawValue]
            ).flatMap(AttemptOutcome.init(rawValue:))
        }
    }

    package func interruptedAttempts() async throws -> [UnconfirmedAttempt] {
        try await attempts(as: .placing)
    }

    package func unconfirmedAttempts() async throws -> [UnconfirmedAttempt] {
        try await attempts(as: .unconfirmed)
    }

    private func attempts(as outcome: AttemptOutcome) async throws -> [UnconfirmedAttempt] {
        try await read("reading the orders without an answer") { [values] database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT a.id, a.order_id, a.started_at, a.deadline, a.planned_end, a.skew,
                        a.expected_minor, a.currency, a.asked_at, o.items, o.replacements, o.reason,
                        (SELECT count(*) FROM attempt earlier WHERE earlier.order_id = o.id
                            AND earlier.outcome = \(AttemptOutcome.absent.sql)) AS absences
                    FROM attempt a JOIN api_order o ON o.id = a.order_id
                    WHERE a.outcome = ? ORDER BY a.id
                    """, arguments: [outcome.rawValue])
            return try rows.map { row in
                UnconfirmedAttempt(
                    attempt: AttemptID(rawValue: row["id"]),
                    order: OrderID(rawValue: row["order_id"]),
                    items: try values.items(row["items"]),
                    expected: try storedMoney(row["expected_minor"], row["currency"]),
                    times: AttemptTimes(row), replacements: row["absences"],
                    asked: Self.asked(row))
            }
        }
    }

    /// What was seen and shown to nobody counts as seen at the end of all time: a person who is
    /// asked later is shown what is listed then.
    package func noteLookalikes(
        _ references: Set<OrderReference>, of attempt: AttemptID
    ) async throws {
        try await write("noting what could be an unconfirmed order") { database in
            for reference in references {
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO lookalike (attempt_id, reference, seen_at)
                        VALUES (?, ?, ?)
                        """, arguments: [attempt.rawValue, reference.text, Int64.max])
            }
        }
    }

    package func lookalikes(of attempt: AttemptID) async throws -> Set<OrderReference> {
        try await read("reading what could be an unconfirmed order") { database in
            let found = try String.fetchAll(
                database, sql: "SELECT reference FROM lookalike WHERE attempt_id = ?",
                arguments: [attempt.rawValue])
            return Set(found.compactMap(OrderReference.init))
        }
    }

    /// Why a person was asked before about a row of attempts, as `decide` left it.
    private static func asked(_ row: Row) -> String? {
        if row["asked_at"] as Int64? != nil, let reason: String = row["reason"] { return reason }
        let (replacements, absences): (Int, Int) = (row["replacements"], row["absences"])
        return replacements > absences
            ? "an earlier attempt of this order was left to a person too" : nil
    }

    package func decide(
        _ attempt: AttemptID, _ verdict: Verdict, shown: [OrderReference], at now: Timestamp
    ) async throws {
        try await write("recording what became of an unconfirmed order") { database in
            let order = try database.orderOf(attempt)
            switch verdict {
            case .wait:
                break
            case .adopt(let listed):
                try database.close(attempt, .adopted, "listed as \(listed.reference)", at: now)
                try database.own(
                    order,
                    PlacedOrder(
                        reference: listed.reference, total: listed.total, created: listed.created,
                        sourceIP: listed.sourceIP, esims: []),
                    at: try database.purchaseTime(attempt, listed.created, upTo: now))
                try database.move(
                    order, .adopted, "found in the provider's list as \(listed.reference)", at: now)
            case .absent:
                let why = "twice absent from the provider's full list after the wait"
                try database.close(attempt, .absent, why, at: now)
                try database.execute(
                    sql: """
                        UPDATE api_order SET replacements = replacements + 1, reason = NULL
                        WHERE id = ?
                        """, arguments: [order.rawValue])
                try database.move(order, .absent, why, at: now)
            case .person(let reason):
                // From here on it is never called absent by itself: doubt that goes away because
                // the list forgets is no evidence.
                try database.execute(
                    sql: "UPDATE api_order SET replacements = max(replacements, ?) WHERE id = ?",
                    arguments: [Limits.automaticReplacements, order.rawValue])
                try database.execute(
                    sql: "UPDATE attempt SET asked_at = coalesce(asked_at, ?) WHERE id = ?",
                    arguments: [now.microseconds, attempt.rawValue])
                for reference in shown {
                    try database.execute(
                        sql: """
                            INSERT INTO lookalike (attempt_id, reference, seen_at)
                            VALUES (?, ?, ?) ON CONFLICT (attempt_id, reference)
                            DO UPDATE SET seen_at = min(seen_at, excluded.seen_at)
                            """, arguments: [attempt.rawValue, reference.text, now.microseconds])
                }
                try database.remark(order, .needsAPerson, reason, at: now)
            }
        }
    }
}

extension Database {
    func orderOf(_ attempt: AttemptID) throws -> OrderID {
        let id = try Int64.fetchOne(
            cachedStatement(sql: "SELECT order_id FROM attempt WHERE id = ?"),
            arguments: [attempt.rawValue])
        guard let id else {
            throw LedgerFailure.unsound("attempt \(attempt.rawValue) is gone")
        }
        return OrderID(rawValue: id)
    }

    /// Ends an attempt, keeping the provider's answer as evidence where there is one.
    fileprivate func close(
        _ attempt: AttemptID, _ outcome: AttemptOutcome, _ reason: String?,
        _ answer: PlacementAnswer? = nil, at now: Timestamp
    ) throws {
        let body = answer.flatMap { $0.body.isEmpty ? nil : $0.body }
        // With an answer read whole, the request is no longer on its way: the wait begins now.
        // Without one it is not over before now, whatever stopped the process in between.
        try cachedStatement(
            sql: """
                UPDATE attempt SET outcome = ?1, reason = ?2, finished_at = ?3,
                    status = coalesce(?4, status), body = coalesce(?5, body),
                    deadline = CASE WHEN ?1 <> \(AttemptOutcome.unconfirmed.sql) THEN deadline
                        WHEN ?4 IS NOT NULL THEN ?3 ELSE max(deadline, ?3) END
                WHERE id = ?6
                """
        ).execute(arguments: [
            outcome.rawValue, reason, now.microseconds, answer?.status,
            body.map { Data($0.prefix(LedgerLimits.evidenceBytes)) }, attempt.rawValue,
        ])
    }

    /// Writes the provider's reference into an order: from here on it is ours. A total in another
    /// currency than the quote's is not kept: the row has one currency, and the evidence has both.
    fileprivate func own(_ order: OrderID, _ placed: PlacedOrder, at now: Timestamp) throws {
        let isForeign = try Bool.fetchOne(
            cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM foreign_order WHERE reference = ?)"),
            arguments: [placed.reference.text])
        if isForeign == true {
            throw LedgerFailure(
                .refused, attempting: "recording a purchase",
                cause: "the reference \(placed.reference) was there before it",
                hint: "look the order up in the provider's list of orders")
        }
        try cachedStatement(
            sql: """
                UPDATE api_order SET reference = ?, source_ip = ?, provider_created = ?,
                    placed_at = ?, reason = NULL,
                    total_minor = CASE WHEN currency = ? THEN ? ELSE NULL END WHERE id = ?
                """
        ).execute(arguments: [
            placed.reference.text, placed.sourceIP, placed.created?.microseconds,
            now.microseconds, placed.total?.currency.code, placed.total?.minorUnits,
            order.rawValue,
        ])
    }

    /// When an attempt that was found in the list was booked: as the list tells, within what can
    /// be.
    fileprivate func purchaseTime(
        _ attempt: AttemptID, _ created: Timestamp?, upTo now: Timestamp
    ) throws -> Timestamp {
        let startedAt = try Int64.fetchOne(
            self, sql: "SELECT started_at FROM attempt WHERE id = ?",
            arguments: [attempt.rawValue])
        let start = startedAt.map(Timestamp.init(microseconds:)) ?? now
        return created.map { min(max($0, start), now) } ?? now
    }

    /// Notes for people why an order still waits, without changing its state. The same words twice
    /// in a row make one event.
    func remark(_ order: OrderID, _ note: HistoryNote, _ reason: String, at now: Timestamp) throws {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT o.sheet_order_id, o.part, o.reason, (
                        SELECT kind FROM event e
                        WHERE e.sheet_order_id = o.sheet_order_id AND e.part = o.part
                        ORDER BY e.id DESC LIMIT 1) AS last
                    FROM api_order o WHERE o.id = ?
                    """),
            arguments: [order.rawValue])
        let (known, last): (String?, String?) = (row?["reason"], row?["last"])
        guard let row, known != reason || last != note.rawValue else { return }
        try cachedStatement(sql: "UPDATE api_order SET reason = ? WHERE id = ?")
            .execute(arguments: [reason, order.rawValue])
        try record(row["sheet_order_id"], row["part"], note, reason, at: now)
    }
}

/// An amount from its two columns.
func storedMoney(_ minorUnits: Int64, _ currency: String) throws -> Money {
    guard let currency = Currency(currency) else {
        throw LedgerFailure.unsound("a currency is malformed")
    }
    return Money(minorUnits: minorUnits, currency: currency)
}

extension AttemptTimes {
    /// Of a row of attempts.
    init(_ row: Row) {
        let skew: Int64? = row["skew"]
        let plannedEnd: Int64? = row["planned_end"]
        self.init(
            startedAt: Timestamp(microseconds: row["started_at"]),
            deadline: Timestamp(microseconds: row["deadline"]),
            plannedEnd: plannedEnd.map(Timestamp.init(microseconds:)),
            skew: skew.map { .microseconds($0) })
    }
}
