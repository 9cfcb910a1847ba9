// What RFC 4180 and its dialects allow, read without a finding.

import Orders
import Testing

@Suite struct CSVFormTests {
    @Test(arguments: [
        ("plain", "plain"), ("\"quoted\"", "quoted"), ("\"with, comma\"", "with, comma"),
        ("\"with \"\"quotes\"\"\"", "with \"quotes\""), ("\"\"\"\"", "\""),
        ("\"two\nlines\"", "two\nlines"), ("\"two\r\nlines\"", "two\r\nlines"), ("\"\"", ""),
        ("\"a\"\"\"", "a\""), ("é🧳", "é🧳"), ("; \t", "; \t".trimmed),
        ("\" spaced \"", "spaced"), ("it's", "it's"),
    ])
    func `a cell is what RFC 4180 says`(cell: String, text: String) {
        let reading = SheetReading("bundle,note\nb,\(cell)\n")
        #expect(reading.findings == [])
        #expect(reading.carried == [text])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end with LF, CRLF or CR`(end: String) {
        let text = ["bundle,quantity", "a,1", "b,2"].joined(separator: end)
        for text in [text, text + end] {
            let reading = SheetReading(text)
            #expect(reading.findings == [])
            #expect(reading.sheet.lines.map(\.number) == [2, 3])
            #expect(reading.sheet.lines.map(\.content.quantity) == [1, 2])
        }
    }

    @Test(arguments: [",", ";", "\t"])
    func `the delimiter is told from the header`(delimiter: String) {
        let reading = SheetReading(
            ["bundle", "quantity", "note"].joined(separator: delimiter) + "\n"
                + ["a", "2", "\"x,y;z\t\""].joined(separator: delimiter) + "\n")
        #expect(reading.findings == [])
        #expect(reading.carried == ["x,y;z"])
    }

    @Test func `delimiters in quotes do not count for the dialect`() {
        let reading = SheetReading("bundle;\"Remarks, wishes, and so on\";name\nb;r;n\n")
        #expect(reading.findings == ["1:8 warning column-unknown"])
        #expect(reading.sheet.lines.first?.carried.map(\.text) == ["r", "n"])
    }

    @Test func `Excel's sep line names the delimiter`() {
        let reading = SheetReading("sep=;\r\nbundle;note\r\nb;a,b,c,d\r\n")
        #expect(reading.findings == [])
        #expect(reading.carried == ["a,b,c,d"])
        #expect(reading.sheet.lines.map(\.number) == [3])
        #expect(SheetReading("SEP=,\nbundle,note\nb,x\n").carried == ["x"])
    }

    @Test func `a sep line with another delimiter is an error`() {
        #expect(
            SheetReading("sep=|\nbundle,note\nb,x\n").findings == ["1:5 error sheet-format"])
    }

    @Test func `one column needs no delimiter`() {
        let reading = SheetReading("Bundle\na\n\nb\n")
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.map(\.number) == [2, 4])
    }

    @Test func `blank lines and rows of blank cells are passed over, and counted as lines`() {
        let reading = SheetReading("\n \nbundle,note\n\n,\n \t, \n\"\",\nb,x\n\n")
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.map(\.number) == [8])
        #expect(reading.sheet.lineCount == 1)
    }

    @Test func `a line is numbered where it begins, quoted line breaks counted`() {
        let reading = SheetReading("bundle,note\r\na,\"1\r\n2\n3\r4\"\r\nb,x\r\n")
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.map(\.number) == [2, 6])
        #expect(reading.carried == ["1\r\n2\n3\r4", "x"])
    }

    @Test func `trailing columns without name or values are nothing`() {
        #expect(SheetReading("bundle,note,,\nb,x,,\n").findings == [])
    }

    @Test func `the header's order of columns is free`() {
        let reading = SheetReading("E-Mail,ORDER,Quan tity,bundle\na@example.com,T,3,b\n")
        #expect(reading.rules == ["warning personal-quantity"])
        #expect(reading.sheet.lines.first?.order?.text == "T")
        #expect(reading.sheet.lines.first?.content.quantity == 3)
    }

    @Test func `lines without an order are known as such`() {
        #expect(SheetReading("bundle,order\nb,\n").sheet.hasUnnamedLines)
        #expect(!SheetReading("bundle,order\nb,T\n").sheet.hasUnnamedLines)
    }
}

extension SheetReading {
    /// Each finding as `severity rule`.
    var rules: [String] { log.sorted.map { "\($0.severity.rawValue) \($0.rule.rawValue)" } }
}
