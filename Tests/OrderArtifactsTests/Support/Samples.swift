// Orders as the ledger would hold them.

import Orders
import Testing

@testable import OrderArtifacts

/// Builds recorded orders of invented eSIMs.
enum Samples {
    static let admitted = Timestamp(year: 2026, month: 2, day: 3, hour: 10)

    static func batch(_ name: String = "fleet") throws -> BatchName {
        try #require(BatchName(name))
    }

    static func reference(_ text: String) throws -> OrderReference {
        try #require(OrderReference(text))
    }

    /// The eSIM of a number: ICCID `8943100000000000NNN`, matching ID `SECRET-N`.
    static func esim(_ number: Int) throws -> ESIM {
        try #require(
            ESIM(
                iccid: try iccid(number), smdpAddress: "rsp.example.net",
                matchingID: "SECRET-\(number)"))
    }

    static func iccid(_ number: Int) throws -> ICCID {
        try #require(ICCID("\(8_943_100_000_000_000_000 + number)"))
    }

    static func line(
        _ number: Int, _ bundle: String, _ quantity: Int = 1, carried: [(String, String)] = []
    ) throws -> RecordedLine {
        RecordedLine(
            id: LineID(rawValue: Int64(number)), number: number,
            content: LineContent(
                bundle: try #require(BundleName(bundle)), quantity: quantity),
            carried: carried.map { CarriedValue(column: $0.0, text: $0.1) })
    }

    /// A purchase of an order: which eSIM is for which of the order's lines, by index.
    static func part(
        _ number: Int, _ reference: String?, of lines: [RecordedLine], _ esims: [(Int, line: Int)],
        cost: Int64 = 228
    ) throws -> RecordedOrder {
        let usd = try #require(Currency("USD"))
        let items = Set(esims.map { lines[$0.line].content.bundle }).sorted { $0.text < $1.text }
            .map { bundle in
                let quantity = esims.count { lines[$0.line].content.bundle == bundle }
                return OrderItem(bundle: bundle, quantity: quantity)
            }
        let allotments = esims.map { esim in
            let item = items.firstIndex { $0.bundle == lines[esim.line].content.bundle }
            return Allotment(line: esim.line, item: item ?? 0, quantity: 1)
        }
        let total = Money(minorUnits: cost, currency: usd)
        return RecordedOrder(
            id: OrderID(rawValue: Int64(number)), part: number, state: .assigned,
            planned: PlannedOrder(items: items, allotments: allotments),
            quote: Quote(
                total: total, unitPrices: [items[0].bundle: try #require(ExactDecimal("2.28"))]),
            reference: try reference.map { try Self.reference($0) }, total: total, reason: nil,
            esims: try esims.map {
                DealtESIM(esim: try esim($0.0), line: $0.line, existing: false)
            },
            placedAt: reference.map { _ in admitted }, publishedAt: nil)
    }

    static func order(
        _ title: String = "TOUR-17", folder: String? = nil, lines: [RecordedLine],
        parts: [RecordedOrder]
    ) -> RecordedSheetOrder {
        RecordedSheetOrder(
            id: SheetOrderID(rawValue: 1), key: "order:\(title)", name: OrderName(title),
            title: title, folder: folder ?? folderName(for: title),
            admittedAt: admitted, isInSheet: true, lines: lines, orders: parts)
    }

    /// One line, one purchase `ref-1`, eSIMs 1…quantity.
    static func simple(
        _ title: String = "TOUR-17", quantity: Int = 2, carried: [(String, String)] = []
    ) throws -> RecordedSheetOrder {
        let lines = [try line(2, "esim_1GB", quantity, carried: carried)]
        let esims = (1...quantity).map { ($0, line: 0) }
        return order(title, lines: lines, parts: [try part(1, "ref-1", of: lines, esims)])
    }

    /// Three travellers over two purchases; the second purchase holds the earliest line.
    static func group() throws -> RecordedSheetOrder {
        let lines = [
            try line(5, "esim_1GB", 2, carried: [("name", "B"), ("Seat", "12A")]),
            try line(9, "esim_2GB", 1, carried: [("name", "C")]),
            try line(3, "esim_1GB", 1, carried: [("name", "A"), ("note", "late; \"soon\"")]),
        ]
        return order(
            lines: lines,
            parts: [
                try part(1, "ref-1", of: lines, [(11, line: 0), (12, line: 0), (21, line: 1)]),
                try part(2, "ref-2", of: lines, [(1, line: 2)]),
            ])
    }

    static func publishable(
        _ order: RecordedSheetOrder, archives: [String: [UInt8]] = [:]
    ) throws -> PublishableOrder {
        PublishableOrder(
            batch: try batch(), order: order,
            archives: Dictionary(
                uniqueKeysWithValues: try archives.map { (try reference($0.key), $0.value) }))
    }
}

/// Prepares the batch and publishes one order below a folder.
func publish(
    _ order: RecordedSheetOrder, archives: [String: [UInt8]] = [:], in folder: TemporaryFolder
) async throws {
    let publisher = FolderPublisher(output: folder.path)
    try await publisher.prepare(try Samples.batch())
    try await publisher.publish(try Samples.publishable(order, archives: archives))
}
