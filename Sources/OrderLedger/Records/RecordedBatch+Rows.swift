// Builds recorded orders from their rows: four queries, whatever the size.

import GRDB
import Orders

extension RecordedBatch {
    static func fetch(_ name: BatchName, in database: Database) throws -> RecordedBatch? {
        let head = try Row.fetchOne(
            database, sql: "SELECT * FROM batch WHERE name = ?", arguments: [name.text.composed])
        guard let head else { return nil }
        return RecordedBatch(
            name: name, sheet: SheetIdentity(head),
            admittedAt: Timestamp(microseconds: head["admitted_at"]),
            orders: try RecordedSheetOrder.fetchAll(
                where: "s.batch_id = ? AND s.withdrawn = 0", head["id"], in: database))
    }
}

extension RecordedSheetOrder {
    static func fetch(_ id: SheetOrderID, in database: Database) throws -> RecordedSheetOrder {
        let found = try fetchAll(where: "s.id = ?", id.rawValue, in: database)
        guard let order = found.first else {
            throw LedgerFailure.unsound("order \(id.rawValue) is gone")
        }
        return order
    }

    /// The sheet orders that a condition on `sheet_order s` with one argument selects.
    fileprivate static func fetchAll(
        where condition: String, _ argument: Int64, in database: Database
    ) throws -> [RecordedSheetOrder] {
        func rows(_ select: String, by order: String) throws -> [Row] {
            try Row.fetchAll(
                database.cachedStatement(
                    sql: "\(select) WHERE \(condition) ORDER BY \(order)"),
                arguments: [argument])
        }
        let owners = try rows("SELECT s.* FROM sheet_order s", by: "s.id")
        let lines = try rows(
            "SELECT l.* FROM line l JOIN sheet_order s ON s.id = l.sheet_order_id",
            by: "l.position")
        let orders = try rows(
            "SELECT o.* FROM api_order o JOIN sheet_order s ON s.id = o.sheet_order_id",
            by: "o.part")
        let esims = try rows(
            """
            SELECT e.*, l.position AS line_position FROM sheet_order s
            JOIN api_order o ON o.sheet_order_id = s.id
            JOIN esim e ON e.order_id = o.id JOIN line l ON l.id = e.line_id
            """, by: "e.position")
        let linesByOwner = Dictionary(grouping: lines) { row -> Int64 in row["sheet_order_id"] }
        let ordersByOwner = Dictionary(grouping: orders) { row -> Int64 in row["sheet_order_id"] }
        let esimsByOrder = Dictionary(grouping: esims) { row -> Int64 in row["order_id"] }
        return try owners.map { owner in
            let key: Int64 = owner["id"]
            return try RecordedSheetOrder(
                owner, lines: linesByOwner[key] ?? [],
                orders: (ordersByOwner[key] ?? []).map { row in
                    try RecordedOrder(row, esims: esimsByOrder[row["id"]] ?? [])
                })
        }
    }
}

extension RecordedSheetOrder {
    fileprivate init(_ row: Row, lines: [Row], orders: [RecordedOrder]) throws {
        let name: String? = row["name"]
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
            lines: try lines.map(RecordedLine.init), orders: orders)
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
    fileprivate init(_ row: Row, esims: [Row]) throws {
        guard let state = OrderState(rawValue: row["state"]) else {
            throw LedgerFailure.unsound("an order's state is unknown")
        }
        let currency: String = row["currency"]
        let total: Int64? = row["total_minor"]
        let reference: String? = row["reference"]
        let placedAt: Int64? = row["placed_at"]
        let publishedAt: Int64? = row["published_at"]
        self.init(
            id: OrderID(rawValue: row["id"]), part: row["part"], state: state,
            planned: PlannedOrder(
                items: try StoredJSON.decode([StoredItem].self, from: row["items"])
                    .map { try $0.item() },
                allotments: try StoredJSON.decode([StoredAllotment].self, from: row["allotments"])
                    .map { try $0.allotment() }),
            quote: Quote(
                total: try storedMoney(row["quoted_minor"], currency),
                unitPrices: try Self.prices(row["unit_prices"])),
            reference: reference.flatMap(OrderReference.init),
            total: try total.map { try storedMoney($0, currency) }, reason: row["reason"],
            esims: try esims.map(DealtESIM.init),
            placedAt: placedAt.map(Timestamp.init(microseconds:)),
            publishedAt: publishedAt.map(Timestamp.init(microseconds:)))
    }

    private static func prices(_ text: String) throws -> [BundleName: ExactDecimal] {
        var prices: [BundleName: ExactDecimal] = [:]
        for (bundle, price) in try StoredJSON.decode([String: String].self, from: text) {
            guard let bundle = BundleName(bundle), let price = ExactDecimal(price) else {
                throw LedgerFailure.unsound("a price is malformed")
            }
            prices[bundle] = price
        }
        return prices
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
