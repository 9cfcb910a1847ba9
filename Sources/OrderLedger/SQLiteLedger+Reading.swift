// Reads batches back as the domain knows them.

import GRDB
package import Orders

extension SQLiteLedger {
    package func batch(_ name: BatchName) async throws -> RecordedBatch? {
        try await read("reading the batch \(name)") { [values] database in
            try RecordedBatch.fetch(name, values, in: database)
        }
    }

    package func sheetOrder(_ id: SheetOrderID) async throws -> RecordedSheetOrder {
        try await read("reading an order") { [values] database in
            try RecordedSheetOrder.fetch(id, values, in: database)
        }
    }

    package func batches(withOrdersIn states: Set<OrderState>) async throws -> [BatchName] {
        try await read("reading the batches") { database in
            let marks = databaseQuestionMarks(count: states.count)
            let names = try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT b.name FROM batch b
                    JOIN sheet_order s ON s.batch_id = b.id AND s.withdrawn = 0
                    JOIN api_order o ON o.sheet_order_id = s.id
                    WHERE o.state IN (\(marks))
                        AND (s.in_sheet = 1 OR o.state IN (\(OrderState.list(\.mayBeBought))))
                    ORDER BY b.id
                    """, arguments: StatementArguments(states.map(\.rawValue)))
            return names.compactMap(BatchName.init)
        }
    }

    /// Up to where in the history an order of the name ?1 in the batch ?2 is agreed to repeat what
    /// others have bought; 0 for nowhere. An order that left its sheet takes that with it.
    private static let agreement = """
        SELECT coalesce(max(r.id), 0) FROM event r
        WHERE r.kind = \(HistoryNote.repeats.sql) AND r.sheet_order_id IN (
            SELECT own.id FROM sheet_order own INDEXED BY sheet_order_name
            WHERE own.name = ?1 AND own.withdrawn = 0
                AND own.batch_id = (SELECT id FROM batch WHERE name = ?2))
            AND NOT EXISTS (SELECT 1 FROM event x WHERE x.sheet_order_id = r.sheet_order_id
                AND x.kind = \(HistoryNote.removed.sql) AND x.id > r.id)
        """

    package func isAgreedRepeat(_ name: OrderName, in batch: BatchName) async throws -> Bool {
        try await read("reading what is to be bought again") { database in
            let boundary = try Int64.fetchOne(
                database, sql: Self.agreement,
                arguments: [name.text.composed, batch.text.composed])
            return (boundary ?? 0) > 0
        }
    }

    package func batchesWithoutEnd() async throws -> [BatchName] {
        try await read("reading how runs ended") { database in
            let names = try String.fetchAll(
                database,
                sql: """
                    SELECT b.name FROM batch b WHERE EXISTS (
                        SELECT 1 FROM run r
                        WHERE r.outcome IS NULL
                            AND (r.batch = b.name OR r.batch IS NULL))
                    ORDER BY b.id
                    """)
            return names.compactMap(BatchName.init)
        }
    }

    package func batches() async throws -> [BatchSummary] {
        try await read("reading the batches") { database in
            let counts = try Row.fetchAll(
                database,
                sql: """
                    SELECT s.batch_id, o.state, count(*) AS orders,
                        sum((SELECT count(*) FROM esim e WHERE e.order_id = o.id)) AS esims
                    FROM api_order o JOIN sheet_order s ON s.id = o.sheet_order_id
                    WHERE s.withdrawn = 0 GROUP BY s.batch_id, o.state
                    """)
            let perBatch = Dictionary(grouping: counts) { row -> Int64 in row["batch_id"] }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT b.*, (SELECT count(*) FROM sheet_order s
                        WHERE s.batch_id = b.id AND s.withdrawn = 0) AS orders
                    FROM batch b ORDER BY b.id DESC
                    """)
            return try rows.map { row in
                let mine = perBatch[row["id"]] ?? []
                var states: [OrderState: Int] = [:]
                for count in mine {
                    guard let state = OrderState(rawValue: count["state"]) else {
                        throw LedgerFailure.unsound("an order's state is unknown")
                    }
                    states[state] = count["orders"]
                }
                return BatchSummary(
                    name: try storedBatchName(row["name"]), sheet: SheetIdentity(row),
                    admittedAt: Timestamp(microseconds: row["admitted_at"]), states: states,
                    orders: row["orders"], esims: mine.reduce(0) { $0 + ($1["esims"] ?? 0) })
            }
        }
    }

    package func boughtElsewhere(
        _ names: [OrderName], than batch: BatchName
    ) async throws -> [OrderName: EarlierPurchase] {
        try await read("looking for earlier purchases") { database in
            var found: [OrderName: EarlierPurchase] = [:]
            let known = try Self.namesElsewhere(names, than: batch, in: database)
            let unknown = OrderState.list { $0.mayBeBought && !$0.isBought }
            let spending = [OrderEvent.attemptRecorded, .settledBought, .failedLater].sql
            let statement = try database.cachedStatement(
                sql: """
                    SELECT b.name, coalesce(o.placed_at, s.admitted_at) AS at,
                        o.state IN (\(unknown)) AS unknown
                    FROM sheet_order s JOIN batch b ON b.id = s.batch_id
                    JOIN api_order o ON o.sheet_order_id = s.id
                    WHERE s.name = ?1 AND b.name <> ?2
                        AND o.state IN (\(OrderState.list(\.mayBeBought)))
                        AND EXISTS (SELECT 1 FROM event e WHERE e.sheet_order_id = s.id
                            AND e.kind IN (\(spending))
                            AND e.id > (\(Self.agreement)))
                    ORDER BY at DESC LIMIT 1
                    """)
            for name in names where known.contains(name.text.composed) {
                let row = try Row.fetchOne(
                    statement, arguments: [name.text.composed, batch.text.composed])
                if let row {
                    found[name] = EarlierPurchase(
                        batch: try storedBatchName(row["name"]),
                        at: Timestamp(microseconds: row["at"]), isUnknown: row["unknown"])
                }
            }
            return found
        }
    }

    /// Those of the names, as they are stored, that other batches have as well: nearly always none.
    private static func namesElsewhere(
        _ names: [OrderName], than batch: BatchName, in database: Database
    ) throws -> Set<String> {
        try String.fetchSet(
            database,
            sql: """
                SELECT s.name FROM json_each(?1) n
                CROSS JOIN sheet_order s INDEXED BY sheet_order_name ON s.name = n.value
                JOIN batch b ON b.id = s.batch_id WHERE b.name <> ?2
                """,
            arguments: [
                try StoredJSON.encode(names.map(\.text.composed)), batch.text.composed,
            ])
    }

    package func events(of order: SheetOrderID) async throws -> [LedgerEvent] {
        try await read("reading an order's history") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM event WHERE sheet_order_id = ? ORDER BY id",
                arguments: [order.rawValue]
            ).map { row in
                LedgerEvent(
                    at: Timestamp(microseconds: row["at"]), part: row["part"], kind: row["kind"],
                    detail: row["detail"])
            }
        }
    }
}

extension SheetIdentity {
    init(_ row: Row) {
        self.init(
            name: row["sheet_name"], sha256: row["sheet_sha256"], lines: row["sheet_lines"])
    }
}

func storedBatchName(_ text: String) throws -> BatchName {
    guard let name = BatchName(text) else {
        throw LedgerFailure.unsound("a batch's name is malformed")
    }
    return name
}
