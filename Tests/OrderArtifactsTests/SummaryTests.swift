// The batch's summary: one row per line, one document, and no code in either.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct SummaryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func report() throws -> BatchReport {
        let batch = try Samples.batch()
        let usd = try #require(Currency("USD"))
        let sheet = SheetIdentity(name: "fleet.csv", sha256: "ab12", lines: 42)
        var report = BatchReport(outcome: .someRefused, batch: batch, sheet: sheet)
        report.cost = Money(minorUnits: 9_120, currency: usd)
        report.balanceBefore = Money(minorUnits: 50_000, currency: usd)
        report.balanceAfter = Money(minorUnits: 40_880, currency: usd)
        report.booksClose = true
        let lines = [try Samples.line(4, "esim_9GB", 2, carried: [("name", "=D"), ("State", "x")])]
        var refused = try Samples.part(3, nil, of: lines, [(31, line: 0), (32, line: 0)])
        refused.esims = []
        refused.state = .refused
        refused.reason = "Bundle not found"
        report.orders = [
            BatchReport.OrderReport(try Samples.group(), in: batch),
            BatchReport.OrderReport(
                Samples.order("a, \"b\"", lines: lines, parts: [refused]), in: batch),
        ]
        report.findings.error(
            .quantityRange, at: SheetPosition(line: 14, column: 3), field: "quantity",
            "\"0\" is not 1…10000")
        report.findings.warning(.columnUnknown, at: nil, "a whole sheet")
        report.alreadyBought = 3
        return report
    }

    private func recorded() throws -> RecordedBatch {
        RecordedBatch(
            name: try Samples.batch(),
            sheet: SheetIdentity(name: "fleet.csv", sha256: "ab12", lines: 42),
            admittedAt: Samples.admitted, orders: [try Samples.group()])
    }

    private func summarise() async throws {
        let publisher = FolderPublisher(output: folder.path)
        try await publisher.summarise(try report(), of: try recorded())
    }

    @Test func `the table has one row per line, in the order of the lines`() async throws {
        try await summarise()
        #expect(
            try folder.text("fleet/summary.csv")
                == [
                    "line,order,state,bundle,quantity,iccids,references,order_cost,currency,folder,"
                        + "reason,name,note,State (sheet),Seat",
                    "3,TOUR-17,pending,esim_1GB,1,8943100000000000001,ref-1 ref-2,4.56,USD,"
                        + "fleet/TOUR-17,,A,\"late; \"\"soon\"\"\",,",
                    "4,\"a, \"\"b\"\"\",refused,esim_9GB,2,,,0.00,USD,\"fleet/a, _b_\","
                        + "Bundle not found,'=D,,x,",
                    "5,TOUR-17,pending,esim_1GB,2,8943100000000000011 8943100000000000012,"
                        + "ref-1 ref-2,4.56,USD,fleet/TOUR-17,,B,,,12A",
                    "9,TOUR-17,pending,esim_2GB,1,8943100000000000021,ref-1 ref-2,4.56,USD,"
                        + "fleet/TOUR-17,,C,,,", "",
                ].joined(separator: "\r\n"))
    }

    @Test func `carried columns keep the sheet's order where the first lines leave some out`() {
        func line(_ names: String...) -> [CarriedValue] {
            names.map { CarriedValue(column: $0, text: "x") }
        }
        let columns = CarriedColumns(
            carriedColumns(
                of: [line("note"), line("name", "note"), line("name", "seat", "note", "shade")]),
            reserved: ["seat"])
        #expect(columns.columns == ["name", "seat (sheet)", "note", "shade"])
        #expect(columns.cells(of: line("note", "name")) == ["x", "", "x", ""])
    }

    @Test func `a summary that is older than the newest folder, or not there, is missing`()
        async throws
    {
        let publisher = FolderPublisher(output: folder.path)
        let batch = try Samples.batch()
        func lacks(since moment: Timestamp) async -> Bool {
            await publisher.lacksSummary(of: batch, since: moment)
        }
        let past = Timestamp(microseconds: 0)
        let future = Timestamp(microseconds: 4_102_444_800_000_000)
        // Whoever has moved the batch's folder away does not want it back.
        #expect(await !lacks(since: past))
        try folder.makeFolder("fleet")
        #expect(await lacks(since: past))
        try await summarise()
        #expect(await !lacks(since: past))
        #expect(await lacks(since: future))
    }

    @Test func `the summary's files are private and nothing is left beside them`() async throws {
        try await summarise()
        try await summarise()
        #expect(
            try folder.tree("") == [
                "d700 fleet", "f600 fleet/report.html", "f600 fleet/summary.csv",
                "f600 fleet/summary.json",
            ])
    }

    @Test func `the document has every promised name`() async throws {
        try await summarise()
        let document = try folder.json("fleet/summary.json")
        let promised: [(JSONReading, Set<String>)] = [
            (
                document,
                [
                    "batch", "sheet", "outcome", "exitCode", "currency", "cost", "balance",
                    "booksClose", "counts", "orders", "findings",
                ]
            ),
            (document["sheet"], ["name", "sha256", "lines"]),
            (document["balance"], ["before", "after"]),
            (
                document["counts"],
                [
                    "orders", "esims", "published", "pending", "refused", "unconfirmed",
                    "alreadyBought",
                ]
            ),
            (
                document["orders"][0],
                ["order", "folder", "state", "cost", "reason", "references", "lines"]
            ),
            (document["orders"][0]["lines"][0], ["line", "bundle", "quantity", "iccids"]),
            (
                document["findings"][0],
                ["severity", "rule", "line", "column", "field", "message"]
            ),
        ]
        for (value, names) in promised {
            #expect(names.subtracting(value.keys) == [], "\(value)")
        }
    }

    @Test func `the document's values are of the promised kinds`() async throws {
        try await summarise()
        let document = try folder.json("fleet/summary.json")
        #expect(document["batch"].text == "fleet")
        #expect(document["sheet"]["lines"].number == 42)
        #expect(document["outcome"].text == "some-refused")
        #expect(document["exitCode"].number == 4)
        #expect(document["currency"].text == "USD")
        #expect(document["cost"].text == "91.20")
        #expect(document["balance"]["before"].text == "500.00")
        #expect(document["balance"]["after"].text == "408.80")
        #expect(document["booksClose"].flag == true)
        #expect(document["counts"]["orders"].number == 2)
        #expect(document["counts"]["esims"].number == 6)
        #expect(document["counts"]["pending"].number == 1)
        #expect(document["counts"]["refused"].number == 1)
        #expect(document["counts"]["alreadyBought"].number == 3)
        let first = document["orders"][0]
        #expect(first["folder"].text == "fleet/TOUR-17")
        #expect(first["cost"].text == "4.56")
        #expect(first["reason"].isNull)
        #expect(first["references"].elements.map(\.text) == ["ref-1", "ref-2"])
        #expect(first["lines"].elements.map(\.["line"].number) == [3, 5, 9])
        #expect(first["lines"][0]["iccids"][0].text == "8943100000000000001")
        #expect(document["orders"][1]["reason"].text == "Bundle not found")
        // What is about the whole sheet comes first.
        #expect(document["findings"][0]["line"].isNull)
        #expect(document["findings"][0]["severity"].text == "warning")
        #expect(document["findings"][1]["rule"].text == "quantity-range")
        #expect(document["findings"][1]["message"].text == "\"0\" is not 1…10000")
    }

    @Test func `a report of nothing is a whole document`() throws {
        let document = try JSONReading(
            Array(reportDocument(BatchReport(outcome: .failed)).text.utf8))
        for name in ["batch", "sheet", "currency", "cost", "booksClose"] {
            #expect(document[name].isNull, "\(name)")
        }
        #expect(document["balance"]["before"].isNull)
        #expect(document["exitCode"].number == 1)
        #expect(document["orders"].elements.isEmpty)
    }

    @Test func `no summary holds a code`() async throws {
        try await summarise()
        let texts = [
            try folder.text("fleet/summary.csv"), try folder.text("fleet/summary.json"),
            reportDocument(try report()).text, reportDocument(try report()).compact,
        ]
        for text in texts {
            #expect(!text.contains("SECRET"))
            #expect(!text.contains("LPA:"))
            #expect(!text.contains("rsp.example.net"))
        }
    }
}
