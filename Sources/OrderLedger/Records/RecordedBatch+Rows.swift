// Builds recorded orders from their rows: as many queries for a large batch as for a small one.

import GRDB
import Orders

extension RecordedBatch {
    static func fetch(
        _ name: BatchName, _ values: StoredValues, in database: Database
    ) throws -> RecordedBatch? {
        let head = try Row.fetchOne(
            database, sql: "SELECT * FROM batch WHERE name = ?", arguments: [name.text.composed])
        guard let head else { return nil }
        return RecordedBatch(
            name: name, sheet: SheetIdentity(head),
            admittedAt: Timestamp(microseconds: head["admitted_at"]),
            orders: try RecordedSheetOrder.fetchAll(
                where: "s.batch_id = ? AND s.withdrawn = 0", head["id"], values, in: database),
            lastPurchase: try lastPurchase(head, in: database),
            lastBooks: try lastBooks(head, in: database))
    }

    /// Of the last run that tried to buy something of the batch and has books. A ledger of an older
    /// version that is only read has no such column.
    private static func lastBooks(_ head: Row, in database: Database) throws -> RecordedRun? {
        let (id, name): (Int64, String) = (head["id"], head["name"])
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT * FROM run WHERE batch = ? OR batch IS NULL AND EXISTS (
                    SELECT 1 FROM attempt a JOIN api_order o ON o.id = a.order_id
                    JOIN sheet_order s ON s.id = o.sheet_order_id
                    WHERE s.batch_id = ? AND a.started_at >= run.started_at
                        AND a.started_at <= run.finished_at)
                ORDER BY id DESC
                """, arguments: [name, id])
        while let row = try rows.next() {
            var run = try RecordedRun(row)
            guard run.booksClose != nil else { continue }
            if run.booksClose == false, try isExplained(run, in: database) { run.booksClose = true }
            return run
        }
        return nil
    }

    /// Whether what is gone is what the run has bought by what is known today: an order may have
    /// been adopted or settled since.
    private static func isExplained(_ run: RecordedRun, in database: Database) throws -> Bool {
        guard let opening = run.opening, let closing = run.closing, let end = run.finishedAt,
            opening.currency == closing.currency
        else { return false }
        let spent = try database.spent(
            in: opening.currency, byAttemptsFrom: run.startedAt, through: end)
        return spent == opening - closing
    }

    /// A run for all batches has no name of one.
    private static func lastPurchase(
        _ head: Row, in database: Database
    ) throws -> RecordedRun? {
        let (id, name): (Int64, String) = (head["id"], head["name"])
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM run WHERE (batch = ? OR batch IS NULL) AND started_at <= (
                    SELECT max(o.placed_at) FROM api_order o
                    JOIN sheet_order s ON s.id = o.sheet_order_id WHERE s.batch_id = ?)
                ORDER BY id DESC LIMIT 1
                """, arguments: [name, id])
        return try row.map(RecordedRun.init)
    }
}

extension RecordedRun {
    fileprivate init(_ row: Row) throws {
        let finishedAt: Int64? = row["finished_at"]
        func money(_ column: String) throws -> Money? {
            guard let minor: Int64 = row[column] else { return nil }
            return try storedMoney(minor, row["currency"])
        }
        self.init(
            startedAt: Timestamp(microseconds: row["started_at"]),
            finishedAt: finishedAt.map(Timestamp.init(microseconds:)),
            opening: try money("opening_minor"), closing: try money("closing_minor"),
            outcome: row["outcome"], isOfAllBatches: row["batch"] == nil as String?,
            booksClose: (row["books_close"] as Int?).map { $0 == 1 })
    }
}

extension RecordedSheetOrder {
    static func fetch(
        _ id: SheetOrderID, _ values: StoredValues, in database: Database
    ) throws -> RecordedSheetOrder {
        let found = try fetchAll(where: "s.id = ?", id.rawValue, values, in: database)
        guard let order = found.first else {
            throw LedgerFailure.unsound("order \(id.rawValue) is gone")
        }
        return order
    }

    /// The sheet orders that a condition on `sheet_order s` with one argument selects.
    fileprivate static func fetchAll(
        where condition: String, _ argument: Int64, _ values: StoredValues, in database: Database
    ) throws -> [RecordedSheetOrder] {
        /// The rows' values by what they belong to; `by` is their order within it.
        func grouped<Value>(
            _ select: String, by order: String, owner: String, _ value: (Row) throws -> Value
        ) throws -> [Int64: [Value]] {
            let statement = try database.cachedStatement(
                sql: "\(select) WHERE \(condition) ORDER BY \(order)")
            var found: [Int64: [Value]] = [:]
            // A cursor's rows know where their columns are; copied rows search for them each time.
            let rows = try Row.fetchCursor(statement, arguments: [argument])
            while let row = try rows.next() {
                found[row[owner], default: []].append(try value(row))
            }
            return found
        }
        let lines = try grouped(
            "SELECT l.* FROM line l JOIN sheet_order s ON s.id = l.sheet_order_id",
            by: "l.position", owner: "sheet_order_id", RecordedLine.init)
        let esims = try grouped(
            """
            SELECT e.*, l.position AS line_position FROM sheet_order s
            JOIN api_order o ON o.sheet_order_id = s.id
            JOIN esim e ON e.order_id = o.id JOIN line l ON l.id = e.line_id
            """, by: "e.position", owner: "order_id", DealtESIM.init)
        // A ledger of the first version that is only read has no such table.
        let revocations =
            try database.tableExists("revocation")
            ? try grouped(
                """
                SELECT r.*, e.order_id, e.iccid, l.position AS line_position FROM sheet_order s
                JOIN api_order o ON o.sheet_order_id = s.id JOIN esim e ON e.order_id = o.id
                JOIN line l ON l.id = e.line_id JOIN revocation r ON r.esim_id = e.id
                """, by: "e.position", owner: "order_id", RecordedRevocation.init) : [:]
        let orders = try grouped(
            "SELECT o.* FROM api_order o JOIN sheet_order s ON s.id = o.sheet_order_id",
            by: "o.part", owner: "sheet_order_id"
        ) { row in
            var order = try RecordedOrder(row, values, esims: esims[row["id"]] ?? [])
            order.revocations = revocations[row["id"]] ?? []
            return order
        }
        let owners = try grouped("SELECT s.* FROM sheet_order s", by: "s.id", owner: "batch_id") {
            row in
            try RecordedSheetOrder(
                row, lines: lines[row["id"]] ?? [], orders: orders[row["id"]] ?? [])
        }
        return owners.values.flatMap(\.self)
    }
}

extension RecordedSheetOrder {
    fileprivate init(_ row: Row, lines: [RecordedLine], orders: [RecordedOrder]) throws {
        let name: String? = row["name"]
        let isDealtToLines = orders.allSatisfy { order in
            order.planned.allotments.allSatisfy { lines.indices.contains($0.line) }
        }
        guard isDealtToLines else {
            throw LedgerFailure.unsound("an order is for a line that is not there")
        }
        self.init(
            id: SheetOrderID(rawValue: row["id"]), key: row["key"],
            name: try name.map { text in
                guard let name = OrderName(text) else {
                    throw LedgerFailure.unsound("an order's name is malformed")
                }
                return name
            },
            title: row["title"], folder: row["folder"],
            admittedAt: Timestamp(microseconds: row["admitted_at"]), isInSheet: row["in_sheet"],
            lines: lines, orders: orders)
    }
}

extension RecordedLine {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: LineID(rawValue: row["id"]), number: row["number"],
            content: try storedContent(
                bundle: row["bundle"], quantity: row["quantity"],
                iccids: try StoredJSON.decode([String].self, from: row["iccids"])),
            carried: try StoredJSON.decode([StoredCarried].self, from: row["carried"])
                .map(\.value))
    }
}

extension RecordedOrder {
    fileprivate init(_ row: Row, _ values: StoredValues, esims: [DealtESIM]) throws {
        guard let state = OrderState(rawValue: row["state"]) else {
            throw LedgerFailure.unsound("an order's state is unknown")
        }
        let currency: String = row["currency"]
        let total: Int64? = row["total_minor"]
        let reference: String? = row["reference"]
        let placedAt: Int64? = row["placed_at"]
        // Missing in a ledger of the first version that is only read.
        let assignedAt: Int64? = row.hasColumn("assigned_at") ? row["assigned_at"] : nil
        let publishedAt: Int64? = row["published_at"]
        self.init(
            id: OrderID(rawValue: row["id"]), part: row["part"], state: state,
            planned: try storedPlan(
                try values.items(row["items"]), try values.allotments(row["allotments"])),
            quote: Quote(
                total: try storedMoney(row["quoted_minor"], currency),
                unitPrices: try values.prices(row["unit_prices"])),
            reference: reference.flatMap(OrderReference.init),
            total: try total.map { try storedMoney($0, currency) }, reason: row["reason"],
            esims: esims,
            placedAt: placedAt.map(Timestamp.init(microseconds:)),
            assignedAt: assignedAt.map(Timestamp.init(microseconds:)),
            publishedAt: publishedAt.map(Timestamp.init(microseconds:)))
    }
}

extension DealtESIM {
    fileprivate init(_ row: Row) throws {
        let esim = ESIM(
            iccid: try storedICCID(row["iccid"]), smdpAddress: row["smdp_address"],
            matchingID: row["matching_id"])
        guard let esim else { throw LedgerFailure.unsound("an eSIM is malformed") }
        self.init(esim: esim, line: row["line_position"], existing: row["existing"])
    }
}
