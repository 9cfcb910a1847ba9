// Whose ledger it is, which runs there were, and what tells our orders from others'.

import GRDB
package import Orders

extension SQLiteLedger {
    package func claim(
        _ account: Account, isRenamed: Bool, at now: Timestamp
    ) async throws {
        try await write("noting the account") { database in
            guard try Self.requiredOwner(account, isRenamed, in: database) != account.name else {
                return
            }
            try database.execute(
                sql: """
                    INSERT INTO account (id, name, claimed_at) VALUES (1, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name
                    """, arguments: [account.name, now.microseconds])
        }
    }

    package func require(_ account: Account, isRenamed: Bool) async throws {
        _ = try await read("reading whose ledger it is") { database in
            try Self.requiredOwner(account, isRenamed, in: database)
        }
    }

    /// Whose ledger it is; nil while it is nobody's. Throws if it is not this account's.
    private static func requiredOwner(
        _ account: Account, _ isRenamed: Bool, in database: Database
    ) throws -> String? {
        let owner = try String.fetchOne(database, sql: "SELECT name FROM account")
        if let owner, owner != account.name, !isRenamed {
            throw LedgerFailure(
                .foreignAccount, attempting: "using the ledger",
                cause: "it belongs to the account \"\(owner)\" and the API key to "
                    + "\"\(account.name)\"",
                hint: "for another account use another ledger, with --ledger PATH; only if the "
                    + "provider has renamed this one, run esimbatch resume --trust-ledger, and "
                    + "then the same command again")
        }
        // Two accounts of one company have one name, and are told apart by their money. Before
        // anything was sent it does not matter which of them it is.
        let currency = try String.fetchOne(
            database,
            sql: """
                SELECT currency FROM run
                WHERE currency IS NOT NULL AND EXISTS (SELECT 1 FROM attempt)
                ORDER BY id DESC LIMIT 1
                """)
        if let owner, let currency, currency != account.balance.currency.code, !isRenamed {
            throw LedgerFailure(
                .foreignAccount, attempting: "using the ledger",
                cause: "it belongs to the account \"\(owner)\" with its balance in \(currency), "
                    + "and the API key to one of that name with \(account.balance.currency)",
                hint: "for another account use another ledger, with --ledger PATH; only if the "
                    + "provider has changed this one's currency, run the same command with "
                    + "--trust-ledger")
        }
        return owner
    }

    package func knowledge() async throws -> LedgerKnowledge {
        try await read("reading what the ledger owns") { [values] database in
            let owned = try String.fetchAll(
                database, sql: "SELECT reference FROM api_order WHERE reference IS NOT NULL")
            let baseline = try String.fetchAll(
                database, sql: "SELECT reference FROM foreign_order")
            let addresses = try String.fetchAll(
                database,
                sql: "SELECT DISTINCT source_ip FROM api_order WHERE source_ip IS NOT NULL")
            let items = try String.fetchAll(
                database, sql: "SELECT items FROM api_order GROUP BY fingerprint")
            let newest = try Int64.fetchOne(
                database,
                sql: """
                    SELECT coalesce(max(moment), (SELECT min(started_at) FROM run)) FROM (
                        SELECT max(CASE WHEN outcome IN (\(AttemptOutcome.answered.sql))
                            THEN coalesce(finished_at, started_at) ELSE started_at END) AS moment
                        FROM attempt
                        UNION ALL SELECT max(min(o.provider_created, ?1 + (
                            SELECT max(coalesce(a.finished_at, a.deadline)) FROM attempt a
                            WHERE a.order_id = o.id))) FROM api_order o)
                    """, arguments: [clockDoubt.inMicroseconds])
            let beside = try Self.shown(by: .settledBought, in: database).values.joined()
            let contents = try items.map { try values.items($0) }
            let brought = try String.fetchAll(database, sql: "SELECT iccid FROM esim")
            return LedgerKnowledge(
                owned: Set(owned.compactMap(OrderReference.init)),
                baseline: Set(baseline.compactMap(OrderReference.init)),
                ownAddresses: Set(addresses),
                fingerprints: Set(contents.map(Fingerprint.init)),
                newest: newest.map(Timestamp.init(microseconds:)),
                dismissed: try Self.dismissed(values, in: database),
                confirmed: try Self.confirmed(values, in: database),
                knownESIMs: Set(brought).union(Array(contents.joined()).namedESIMs),
                beside: Set(beside),
                unexplained: try Self.unexplained(values, in: database))
        }
    }

    private static func unexplained(
        _ values: StoredValues, in database: Database
    ) throws -> [ListedOrder] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT reference, items, created_at FROM foreign_order WHERE items IS NOT NULL")
        return try rows.compactMap { row in
            guard let reference = OrderReference(row["reference"]) else { return nil }
            let created: Int64? = row["created_at"]
            return ListedOrder(
                reference: reference, created: created.map(Timestamp.init(microseconds:)),
                items: try values.items(row["items"]))
        }
    }

    /// The listed orders that a person was shown who settled an attempt so, by attempt. What came
    /// to be listed after the person had been asked was perhaps not looked at.
    private static func shown(
        by outcome: AttemptOutcome, in database: Database
    ) throws -> [Int64: Set<OrderReference>] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.id, l.reference FROM lookalike l JOIN attempt a ON a.id = l.attempt_id
                WHERE a.outcome = ? AND (l.seen_at IS NULL OR l.seen_at <= a.asked_at)
                """, arguments: [outcome.rawValue])
        var shown: [Int64: Set<OrderReference>] = [:]
        for row in rows {
            guard let reference = OrderReference(row["reference"]) else { continue }
            shown[row["id"], default: []].insert(reference)
        }
        return shown
    }

    private static func dismissed(
        _ values: StoredValues, in database: Database
    ) throws -> [DismissedAttempt] {
        let shown = try shown(by: .settledNotBought, in: database)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.id, b.name, s.folder, o.part, o.items, a.started_at, a.deadline,
                    a.planned_end,
                    a.skew, a.outcome, s.withdrawn,
                    CASE WHEN a.reference NOT IN (
                        SELECT reference FROM api_order WHERE reference IS NOT NULL
                            AND state IN (\(OrderState.list(\.isBought))))
                        THEN a.reference END AS refused,
                    CASE WHEN o.state IN (\(OrderState.list(\.isBought)))
                        THEN o.reference END AS since
                FROM attempt a JOIN api_order o ON o.id = a.order_id
                JOIN sheet_order s ON s.id = o.sheet_order_id JOIN batch b ON b.id = s.batch_id
                WHERE a.outcome IN (\(AttemptOutcome.dismissed.sql))
                    OR (a.outcome = \(AttemptOutcome.refused.sql)
                    AND (o.state NOT IN (\(OrderState.list(\.isBought)))
                        OR a.reference IS NULL OR a.reference IS NOT o.reference))
                """)
        return try rows.map { row in
            let batch: String = row["name"]
            let folder: String = row["folder"]
            let part: Int = row["part"]
            let isReplaced: Bool = row["withdrawn"]
            let since = (row["since"] as String?).flatMap(OrderReference.init)
            return DismissedAttempt(
                order: "\(batch)/\(folder)#\(part)",
                items: try values.items(row["items"]),
                times: AttemptTimes(row),
                isRefusal: row["outcome"] == AttemptOutcome.refused.rawValue,
                reference: (row["refused"] as String?).flatMap(OrderReference.init),
                since: isReplaced ? .replaced : since.map { .bought($0) } ?? .notBought,
                shown: shown[row["id"]] ?? [])
        }
    }

    private static func confirmed(
        _ values: StoredValues, in database: Database
    ) throws -> [ConfirmedOrder] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT o.reference, o.items, a.started_at, a.deadline, a.planned_end, a.skew,
                    a.finished_at - a.started_at AS lasted
                FROM attempt a JOIN api_order o ON o.id = a.order_id
                WHERE a.outcome = \(AttemptOutcome.placed.sql)
                    AND o.state IN (\(OrderState.list(\.isBought)))
                """)
        return try rows.compactMap { row in
            guard let reference = OrderReference(row["reference"]) else { return nil }
            return ConfirmedOrder(
                reference: reference, items: try values.items(row["items"]),
                times: AttemptTimes(row),
                lasted: (row["lasted"] as Int64?).map { .microseconds($0) })
        }
    }

    package func recordBaseline(_ baseline: Baseline, at now: Timestamp) async throws {
        guard !baseline.strangers.isEmpty || !baseline.trusted.isEmpty else { return }
        try await write("noting others' orders") { [values] database in
            for order in baseline.strangers {
                let items = order.orderedItems
                let isKept = baseline.unexplained.contains(order.reference) && !items.isEmpty
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO foreign_order (reference, seen_at, items, created_at)
                        VALUES (?, ?, ?, ?)
                        """,
                    arguments: [
                        order.reference.text, now.microseconds,
                        isKept ? try values.text(of: items) : nil, order.created?.microseconds,
                    ])
            }
            for reference in baseline.trusted {
                try database.execute(
                    sql: "UPDATE foreign_order SET items = NULL WHERE reference = ?",
                    arguments: [reference.text])
                try database.execute(
                    sql: "UPDATE attempt SET reference = NULL WHERE reference = ?",
                    arguments: [reference.text])
            }
            try database.execute(
                sql: """
                    DELETE FROM foreign_order WHERE items IS NULL
                        AND reference NOT IN (
                            SELECT reference FROM attempt WHERE reference IS NOT NULL)
                        AND rowid NOT IN (
                            SELECT rowid FROM foreign_order ORDER BY seen_at DESC LIMIT ?)
                    """,
                arguments: [LedgerLimits.baselineRows])
        }
    }

    package func runMoney(before moment: Timestamp) async throws -> RunMoney? {
        try await read("reading what a run has bought") { database in
            let run = try Row.fetchOne(
                database,
                sql: """
                    SELECT started_at, opening_minor, currency FROM run
                    WHERE started_at <= ? AND opening_minor IS NOT NULL
                    ORDER BY started_at DESC, id DESC LIMIT 1
                    """, arguments: [moment.microseconds])
            guard let run else { return nil }
            let start = Timestamp(microseconds: run["started_at"])
            let opening = try storedMoney(run["opening_minor"], run["currency"])
            return RunMoney(
                since: start, opening: opening,
                spent: try database.spent(in: opening.currency, byAttemptsFrom: start))
        }
    }

    package func beginRun(_ run: RunStart) async throws -> RunID {
        let id = try await write("recording the run") { database in
            try database.execute(
                sql: """
                    INSERT INTO run (command, batch, started_at, opening_minor, currency)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.command.rawValue, run.batch?.text.composed, run.at.microseconds,
                    run.opening?.minorUnits,
                    run.opening?.currency.code,
                ])
            return RunID(rawValue: database.lastInsertedRowID)
        }
        await copyLog()
        return id
    }

    /// Copies what the log has into the file: whoever copies only that, in the middle of a run, has
    /// a ledger that knows of the run and of its orders, and so is known to be an old one.
    private func copyLog() async {
        await withCheckedContinuation { continuation in
            access.perform { database in
                // A log that cannot be copied now is copied later.
                _ = try? database.checkpoint(.passive)
                continuation.resume()
            }
        }
    }

    package func noteCutOffRuns(of batch: BatchName?) async throws {
        try await write("recording that runs were cut off") { database in
            try database.execute(
                sql: """
                    UPDATE run SET outcome = 'cut-off'
                    WHERE outcome IS NULL AND (?1 IS NULL OR batch = ?1)
                    """, arguments: [batch?.text.composed])
        }
    }

    package func finishRun(_ id: RunID, _ end: RunEnd) async throws {
        try await write("recording the run's end") { database in
            try database.execute(
                sql: """
                    UPDATE run SET finished_at = ?, closing_minor = ?, outcome = ?, books_close = ?
                    WHERE id = ?
                    """,
                arguments: [
                    end.at.microseconds, end.closing?.minorUnits, end.outcome,
                    end.booksClose.map { $0 ? 1 : 0 }, id.rawValue,
                ])
        }
    }
}

extension Database {
    /// What the attempts that were made in a time have bought, by what is known today.
    func spent(
        in currency: Currency, byAttemptsFrom start: Timestamp,
        through end: Timestamp = Timestamp(microseconds: .max)
    ) throws -> Money {
        let sum = try Int64.fetchOne(
            self,
            sql: """
                SELECT sum(coalesce(total_minor, quoted_minor)) FROM api_order
                WHERE state IN (\(OrderState.list(\.isBought))) AND currency = ?1
                    AND EXISTS (SELECT 1 FROM attempt a WHERE a.order_id = api_order.id
                        AND a.outcome IN (\(AttemptOutcome.buying.sql))
                        AND a.started_at BETWEEN ?2 AND ?3)
                """, arguments: [currency.code, start.microseconds, end.microseconds])
        return Money(minorUnits: sum ?? 0, currency: currency)
    }
}
