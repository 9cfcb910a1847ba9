// What a report says of an order is made of the order's parts.

import Orders
import Testing

@Suite struct BatchReportTests {
    private static func report(_ parts: [RecordedOrder], lines: [LineContent] = [content("A")])
        -> BatchReport.OrderReport
    {
        BatchReport.OrderReport(order(parts, lines: lines), in: fleet)
    }

    private static func order(_ parts: [RecordedOrder], lines: [LineContent]) -> RecordedSheetOrder
    {
        RecordedSheetOrder(
            id: SheetOrderID(rawValue: 1), key: "order:X", name: orderName("X"), title: "X",
            folder: "X~2", admittedAt: moment(0), isInSheet: true,
            lines: lines.enumerated().map { index, content in
                // The newest sheet has the lines the other way round.
                RecordedLine(
                    id: LineID(rawValue: Int64(index)), number: 9 - index, content: content,
                    carried: [CarriedValue(column: "name", text: "\(index)")])
            }, orders: parts)
    }

    private static func part(
        _ state: OrderState, total: Money? = nil, reason: String? = nil,
        reference: OrderReference? = nil, esims: [DealtESIM] = []
    ) -> RecordedOrder {
        .sample(
            1, state, pack([content("A", 2)], upTo: 10)[0], total: total, reason: reason,
            reference: reference, esims: esims)
    }

    @Test(
        arguments: [
            (OrderState.ready, BatchReport.State.ready), (.placing, .unconfirmed),
            (.unconfirmed, .unconfirmed), (.placed, .pending), (.assigned, .pending),
            (.published, .published), (.refused, .refused),
        ] as [(OrderState, BatchReport.State)])
    func `every state has its word in the report`(state: OrderState, word: BatchReport.State) {
        #expect(BatchReport.State(state) == word)
        #expect(Self.report([Self.part(state)]).state == word)
    }

    @Test(arguments: OrderState.allCases, OrderState.allCases)
    func `an order is in the state of its worst part`(one: OrderState, other: OrderState) throws {
        let order: [BatchReport.State] = [.unconfirmed, .refused, .pending, .ready, .published]
        let words = [BatchReport.State(one), BatchReport.State(other)]
        let worst = try #require(order.first(where: words.contains))
        #expect(Self.report([Self.part(one), Self.part(other)]).state == worst)
    }

    @Test func `an order without parts is ready`() {
        let report = Self.report([])
        #expect(report.state == .ready)
        #expect(report.cost == nil)
    }

    @Test func `the cost is what the parts cost, expected where not known`() {
        let report = Self.report([
            Self.part(.published, total: dollars("1.50")), Self.part(.ready),
            Self.part(.placed, total: dollars("0.25")),
        ])
        #expect(report.cost == dollars("3.75"))
    }

    @Test func `what may have been spent is what the parts in doubt would have cost`() {
        let report = Self.report([
            Self.part(.published), Self.part(.unconfirmed, total: dollars("2.00")),
            Self.part(.failed, total: dollars("0.50")), Self.part(.ready),
        ])
        #expect(report.uncertain == dollars("2.50"))
        #expect(Self.report([Self.part(.published)]).uncertain == nil)
    }

    @Test func `references are those of the parts that have one`() {
        let report = Self.report([
            Self.part(.published, reference: reference("r-1")), Self.part(.ready),
            Self.part(.placed, reference: reference("r-3")),
        ])
        #expect(report.references == [reference("r-1"), reference("r-3")])
    }

    @Test func `the reason is that of the part whose state is told`() {
        let parts = [
            Self.part(.placed, reason: "2 of 10 eSIMs delivered so far"),
            Self.part(.refused, reason: "unknown bundle"),
        ]
        for parts in [parts, parts.reversed()] {
            let report = Self.report(parts)
            #expect(report.state == .refused)
            #expect(report.reason == "1 part: unknown bundle; 2 of its 4 eSIMs are bought")
        }
    }

    @Test func `what several parts say is said with their number`() {
        let parts = ["0 of 10 delivered", "0 of 7 delivered", nil, "0 of 10 delivered"].map {
            Self.part(.placed, reason: $0)
        }
        #expect(
            Self.report(parts).reason == "2 parts: 0 of 10 delivered; 1 part: 0 of 7 delivered")
        #expect(Self.report(Array(parts[1...2])).reason == "1 part: 0 of 7 delivered")
        #expect(Self.report([parts[1]]).reason == "0 of 7 delivered")
    }

    @Test func `a published order has no reason left`() {
        #expect(Self.report([Self.part(.published, reason: "waited long")]).reason == nil)
    }

    @Test func `the folder is that of the batch and the order`() {
        #expect(Self.report([]).order == "X")
        #expect(Self.report([]).folder == "fleet/X~2")
    }

    @Test func `lines come by their number with their own eSIMs of all parts`() {
        func dealt(_ number: Int, _ line: Int) -> DealtESIM {
            DealtESIM(esim: esim(number), line: line, existing: false)
        }
        let report = Self.report(
            [
                Self.part(.published, esims: [dealt(1, 0), dealt(2, 1)]),
                Self.part(.published, esims: [dealt(3, 1)]),
            ], lines: [content("A"), content("B", 2)])
        #expect(report.lines.map(\.line) == [8, 9])
        #expect(report.lines.map(\.bundle.text) == ["B", "A"])
        #expect(report.lines.map(\.quantity) == [2, 1])
        #expect(report.lines.map(\.iccids) == [[iccid(2), iccid(3)], [iccid(1)]])
        #expect(report.lines.map { $0.carried.map(\.text) } == [["1"], ["0"]])
    }

    @Test func `a report counts orders by state and eSIMs by line`() {
        var report = BatchReport(outcome: .pending)
        #expect(report.eSIMCount == 0)
        report.orders = [
            Self.report([Self.part(.published)], lines: [content("A", 2), content("B", 3)]),
            Self.report([Self.part(.placed)], lines: [content("C", 5)]),
            Self.report([Self.part(.assigned)]),
        ]
        #expect(BatchReport.State.allCases.map(report.count) == [0, 0, 2, 0, 1])
        #expect(report.eSIMCount == 11)
    }

    @Test func `parts in two currencies have no cost together`() {
        let yen = Money(minorUnits: 500, currency: sample(Currency("JPY")))
        #expect(Self.report([Self.part(.ready), Self.part(.published, total: yen)]).cost == nil)
    }

    @Test func `an order that failed after it was accepted is as open as an unconfirmed one`() {
        #expect(Self.report([Self.part(.failed), Self.part(.refused)]).state == .unconfirmed)
        #expect(OrderState.failed.mayBeBought)
    }
}
