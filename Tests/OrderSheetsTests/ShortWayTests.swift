// Holds the short way for plain lines against the rules: whatever the sheet, both read the same.

import Orders
import Testing

@testable import OrderSheets

@Suite struct ShortWayTests {
    private func outcome(_ workbook: [UInt8], _ work: LineCollector.Work) -> SheetOutcome {
        var lines = LineCollector(work)
        var log = FindingLog()
        WorkbookSheetReader.read(workbook, worksheet: nil, into: &lines, log: &log)
        return SheetOutcome(lines.lines, of: lines.count, log)
    }

    /// The table's cells in a worksheet: numbers as such, all else as text.
    private func workbook(of table: String) throws -> [UInt8] {
        let bytes = Array(table.utf8)
        var log = FindingLog()
        var parser = CSVParser(CSVDialect(bytes, into: &log))
        var row = CSVRow()
        var data = ""
        while parser.next(&row, in: bytes.span, into: &log) {
            data += "<row>"
            for value in row.cells.map({ $0.text(in: bytes.span) }) {
                let isNumber = !value.isEmpty && value.utf8.allSatisfy { (48...57).contains($0) }
                let text = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                data += isNumber ? "<c><v>\(value)</v></c>" : value.isEmpty ? "<c/>" : cell(text)
            }
            data += "</row>"
        }
        return try ExampleWorkbook.bytes("<sheetData>\(data)</sheetData>")
    }

    private func outcome(_ text: String, _ work: LineCollector.Work) -> SheetOutcome {
        var lines = LineCollector(work)
        var log = FindingLog()
        if text.hasPrefix("<") {
            XMLSheetReader.read(Array(text.utf8), into: &lines, log: &log)
        } else {
            CSVSheetReader.read(Array(text.utf8), into: &lines, log: &log)
        }
        return SheetOutcome(lines.lines, of: lines.count, log)
    }

    private func expectSame(_ text: String) {
        let short = outcome(text, .all)
        let long = outcome(text, .allTheLongWay)
        #expect(short == long, "\(text.debugDescription)")
    }

    @Test(arguments: 0..<400)
    func `both ways read the same from a table`(seed: Int) {
        var sheet = RandomSheet(seed: seed)
        expectSame(sheet.table())
    }

    @Test(arguments: 0..<400)
    func `both ways read the same from XML`(seed: Int) {
        var sheet = RandomSheet(seed: seed)
        expectSame(sheet.document())
    }

    @Test(arguments: 0..<200)
    func `both ways read the same from a workbook`(seed: Int) throws {
        var sheet = RandomSheet(seed: seed)
        let workbook = try workbook(of: sheet.table())
        let short = outcome(workbook, .all)
        let long = outcome(workbook, .allTheLongWay)
        #expect(short == long, "seed \(seed)")
    }

    @Test func `both ways read the same where pages and chunks of input meet`() {
        var sheet = RandomSheet(seed: 1)
        expectSame(sheet.table(lines: 3_000))
        expectSame(sheet.document(lines: 3_000))
    }

    @Test(arguments: [
        "bundle,order,quantity,iccid,name,Remark\nb,T,1,8943108161000073175,Zoë,é\n",
        "sep=;\r\nbundle;note\r\n\"b\";\"x, y\"\r\n",
    ])
    func `a plain row takes the short way`(text: String) throws {
        let bytes = Array(text.utf8)
        var log = FindingLog()
        var parser = CSVParser(CSVDialect(bytes, into: &log))
        var row = CSVRow()
        try #require(parser.next(&row, in: bytes.span, into: &log))
        var header: [SheetText] = []
        for cell in row.cells {
            header.append(SheetText(cell.text(in: bytes.span), at: row.position))
        }
        var lines = LineCollector()
        let columns = lines.plainColumns(of: SheetColumns(header: header, into: &log))
        try #require(parser.next(&row, in: bytes.span, into: &log))
        let isTaken = lines.addPlain(
            row.cells.span, under: columns, in: bytes.span, number: row.line)
        #expect(isTaken)
        #expect(lines.lines.map(\.content.bundle.text) == ["b"])
    }
}
