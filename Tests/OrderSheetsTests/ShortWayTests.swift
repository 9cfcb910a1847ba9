// Holds the short way for plain lines against the rules: whatever the sheet, both read the same.

import Orders
import Testing

@testable import OrderSheets

@Suite struct ShortWayTests {
    private func outcome(_ text: String, takesShortWay: Bool) -> SheetOutcome {
        var lines = LineCollector(takesShortWay: takesShortWay)
        var log = FindingLog()
        if text.hasPrefix("<") {
            XMLSheetReader.read(Array(text.utf8), into: &lines, log: &log)
        } else {
            CSVSheetReader.read(Array(text.utf8), into: &lines, log: &log)
        }
        return SheetOutcome(lines.lines, of: lines.count, log)
    }

    private func expectSame(_ text: String) {
        let short = outcome(text, takesShortWay: true)
        let long = outcome(text, takesShortWay: false)
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
