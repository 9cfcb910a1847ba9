// Takes the plan of a sheet into the ledger: all of it in one transaction, or nothing.

import GRDB
package import Orders

extension SQLiteLedger {
    package func requote(_ orders: [Admission.Requote]) async throws {
        try await write("recording the present prices") { [values] database in
            for order in orders { try Self.requote(order, values, in: database) }
        }
    }

    package func admit(_ admission: Admission, at now: Timestamp) async throws {
        try await write("admitting the batch \(admission.batch)") { [values] database in
            let batch = try Self.upsertBatch(admission, at: now, in: database)
            for id in admission.withdrawn {
                try database.execute(
                    sql: """
                        UPDATE sheet_order SET in_sheet = 0, withdrawn = 1,
                            key = key || '~withdrawn~' || id,
                            folder_key = folder_key || '/withdrawn/' || id WHERE id = ?
                        """, arguments: [id.rawValue])
                try database.record(
                    id.rawValue, nil, HistoryNote.withdrawn, "the sheet changed", at: now)
            }
            for id in admission.removed {
                try database.execute(
                    sql: "UPDATE sheet_order SET in_sheet = 0 WHERE id = ?",
                    arguments: [id.rawValue])
                try database.record(
                    id.rawValue, nil, HistoryNote.removed, "not in the sheet", at: now)
            }
            for update in admission.updates {
                try Self.update(update, at: now, in: database)
            }
            for requote in admission.requoted {
                try Self.requote(requote, values, in: database)
            }
            for requote in admission.askedAgain {
                try Self.requote(requote, values, in: database)
                // Its failed order stays known when the next one takes its place.
                try database.keepRefused(requote.order, except: nil, at: now)
                try database.move(requote.order, .askedAgain, "the sheet asks for it", at: now)
            }
            for new in admission.new {
                try Self.insert(new, values, batch: batch, at: now, in: database)
            }
            if admission.allowsRepeats {
                try Self.agreeToRepeats(batch, at: now, in: database)
            }
        }
    }

    private static func upsertBatch(
        _ admission: Admission, at now: Timestamp, in database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO batch (name, sheet_name, sheet_sha256, sheet_lines, admitted_at)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET sheet_name = excluded.sheet_name,
                    sheet_sha256 = excluded.sheet_sha256, sheet_lines = excluded.sheet_lines
                """,
            arguments: [
                admission.batch.text.composed, admission.sheet.name, admission.sheet.sha256,
                admission.sheet.lines, now.microseconds,
            ])
        let id = try Int64.fetchOne(
            database, sql: "SELECT id FROM batch WHERE name = ?",
            arguments: [admission.batch.text.composed])
        guard let id else { preconditionFailure("the batch was just written") }
        return id
    }

    /// A line with another number or other carried columns puts its order's folder out of date, so
    /// a published one becomes assigned in the same commit, and is rendered again.
    private static func update(
        _ update: Admission.LineUpdate, at now: Timestamp, in database: Database
    ) throws {
        let carried = try StoredJSON.encode(update.carried.map(StoredCarried.init))
        let owner = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT sheet_order_id FROM line WHERE id = ?"),
            arguments: [update.line.rawValue])
        guard let owner else { throw LedgerFailure.unsound("a line is gone") }
        try database.cachedStatement(
            sql: "UPDATE sheet_order SET in_sheet = 1 WHERE id = ? AND in_sheet = 0"
        ).execute(arguments: [owner])
        try database.cachedStatement(
            sql: """
                UPDATE line SET number = ?1, carried = ?2
                WHERE id = ?3 AND (number <> ?1 OR carried <> ?2)
                """
        ).execute(arguments: [update.number, carried, update.line.rawValue])
        guard database.changesCount > 0 else { return }
        for id in try database.parts(of: SheetOrderID(rawValue: owner), in: .published) {
            try database.move(id, .unpublished, "the sheet words it differently", at: now)
        }
    }

    private static func requote(
        _ requote: Admission.Requote, _ values: StoredValues, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                UPDATE api_order SET quoted_minor = ?, currency = ?, unit_prices = ? WHERE id = ?
                """
        ).execute(arguments: [
            requote.quote.total.minorUnits, requote.quote.total.currency.code,
            try values.text(of: requote.quote.unitPrices), requote.order.rawValue,
        ])
    }

    /// Keeps that what other batches have bought under the orders' names is to be bought again.
    /// Where that stands in the history says what was known then: nothing later is agreed to.
    private static func agreeToRepeats(
        _ batch: Int64, at now: Timestamp, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO event (at, sheet_order_id, part, kind, detail)
                SELECT ?1, own.id, NULL, \(HistoryNote.repeats.sql),
                    'what other batches have bought of it'
                FROM sheet_order own
                WHERE own.batch_id = ?2 AND own.withdrawn = 0 AND own.in_sheet = 1
                    AND EXISTS (SELECT 1 FROM api_order o WHERE o.sheet_order_id = own.id
                        AND o.state NOT IN (\(OrderState.list(\.mayBeBought))))
                    AND EXISTS (SELECT 1 FROM sheet_order s
                        JOIN api_order o ON o.sheet_order_id = s.id
                        WHERE s.name = own.name AND s.batch_id <> ?2
                            AND o.state IN (\(OrderState.list(\.mayBeBought))))
                """, arguments: [now.microseconds, batch])
    }

    private static func insert(
        _ new: Admission.NewOrder, _ values: StoredValues, batch: Int64, at now: Timestamp,
        in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO sheet_order
                    (batch_id, key, name, title, folder, folder_key, admitted_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            batch, new.order.key.text.composed, new.order.name?.text.composed,
            new.order.key.title, new.folder, folderKey(new.folder).composed, now.microseconds,
        ])
        let owner = database.lastInsertedRowID
        for (position, line) in new.order.lines.enumerated() {
            try database.cachedStatement(
                sql: """
                    INSERT INTO line
                        (sheet_order_id, position, number, bundle, quantity, iccids, carried)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                owner, position, line.number, line.content.bundle.text, line.content.quantity,
                try StoredJSON.encode(line.content.iccids.map(\.digits)),
                try StoredJSON.encode(line.carried.map(StoredCarried.init)),
            ])
        }
        for (index, purchase) in new.purchases.enumerated() {
            try database.cachedStatement(
                sql: """
                    INSERT INTO api_order (sheet_order_id, part, state, fingerprint, items,
                        allotments, quoted_minor, currency, unit_prices)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                owner, index + 1, OrderState.ready.rawValue, purchase.planned.fingerprint.text,
                try values.text(of: purchase.planned.items),
                try values.text(of: purchase.planned.allotments),
                purchase.quote.total.minorUnits, purchase.quote.total.currency.code,
                try values.text(of: purchase.quote.unitPrices),
            ])
        }
        try database.record(
            owner, nil, HistoryNote.admitted,
            "\(counted(new.purchases.count, "API order")), "
                + counted(new.purchases.reduce(0) { $0 + $1.planned.quantity }, "eSIM"), at: now)
    }
}
