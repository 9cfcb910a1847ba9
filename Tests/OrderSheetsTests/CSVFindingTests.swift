// What is wrong with a CSV sheet, each time with the exact place.

import Orders
import Testing

@Suite struct CSVFindingTests {
    @Test func `a row that is too short is an error at its end`() {
        let reading = SheetReading("bundle,quantity,note\nb,1\nb,1,x\n")
        #expect(reading.findings == ["2:4 error row-length"])
        #expect(reading.sheet.lines.count == 1)
        #expect(reading.sheet.lineCount == 2)
    }

    @Test func `a row that is too long is an error at its first cell too many`() {
        #expect(SheetReading("bundle,note\nb,x,y,z\n").findings == ["2:5 error row-length"])
        #expect(SheetReading("bundle,note\nb,x,\n").findings == ["2:5 error row-length"])
    }

    @Test func `a quote inside a plain cell is an error at the quote, once for the cell`() {
        let reading = SheetReading("bundle,note\nb,5\" \"screen\"\n")
        #expect(reading.findings == ["2:4 error quote"])
    }

    @Test func `a quote after a space is inside the cell`() {
        #expect(SheetReading("bundle,note\nb, \"x\"\n").findings == ["2:4 error quote"])
    }

    @Test func `text after a closing quote is an error where it begins`() {
        let reading = SheetReading("bundle,note\nb,\"x\" y\nc,\"z\"\n")
        #expect(reading.findings == ["2:6 error quote"])
        #expect(reading.sheet.lines.map(\.number) == [2, 3])
    }

    @Test func `an unclosed quote is an error where it opens, and the rows below are read`() {
        let reading = SheetReading("bundle,note\nb,\"x\nc,0\nd,y,z\n,n\n")
        #expect(
            reading.findings == [
                "2:3 error quote", "4:5 error row-length", "5:1 error bundle-missing",
            ])
        #expect(reading.sheet.lineCount == 4)
        #expect(reading.sheet.lines.map(\.number) == [3])
    }

    @Test func `a quote that meets another cell's far below is unclosed as well`() {
        let reading = SheetReading("bundle,note\nb,\"x\nc,y\nd,\"z\"\n,n\n")
        #expect(reading.findings == ["2:3 error quote", "5:1 error bundle-missing"])
        #expect(reading.messages[0].contains("line 4"))
        #expect(reading.sheet.lines.map(\.number) == [3, 4])
    }

    @Test func `many unclosed quotes are each found`() {
        let rows = (0..<2_000).map { _ in "b,\"x\n" }.joined()
        let reading = SheetReading("bundle,note\n" + rows)
        #expect(reading.log.errorCount == 2_000)
        #expect(reading.log.findings.allSatisfy { $0.rule == .quote })
        #expect(reading.sheet.lineCount == 2_000)
    }

    @Test func `an unclosed quote in the header is an error`() {
        #expect(SheetReading("bundle,\"note\nb,x\n").findings == ["1:8 error quote"])
    }

    @Test func `columns count characters, not bytes`() {
        let reading = SheetReading("note,bundle,quantity\n\"é🧳\n日本\",b,0\nü,b,x\n")
        #expect(
            reading.findings == ["3:7 error quantity-range", "4:5 error quantity-number"])
    }

    @Test func `columns in the line after an unclosed quote are right`() {
        let reading = SheetReading("note,bundle,quantity\n\"é,b,1\nü,b,0\n")
        #expect(reading.findings == ["2:1 error quote", "3:5 error quantity-range"])
    }

    @Test func `a value under a column without a name is an error`() {
        #expect(SheetReading("bundle,\nb,x\nb,y\n").findings == ["2:3 error column-name"])
    }

    @Test func `a sheet without the bundle's column says so once and checks the rest`() {
        let reading = SheetReading("quantity,name\n0,x\n1,y\n")
        #expect(reading.findings == ["1:1 error column-missing", "2:1 error quantity-range"])
    }

    @Test(arguments: [
        // A value that happens to be the name, and one too far down.
        "artikel,kind\n1,bundle\n",
        "Rome\n" + String(repeating: "x\n", count: 20) + "name,bundle\n",
    ])
    func `a row that is no header is taken for none`(text: String) {
        #expect(SheetReading(text).findings.filter { $0.contains("column-missing") }.count == 1)
    }

    @Test func `a title above the header is told as such, and hides nothing else`() {
        let reading = SheetReading("Rome in May\n\nname,Bundle\nAnna,b\nBen,b\n")
        #expect(
            reading.findings == [
                "1:1 warning column-unknown", "1:1 error column-missing",
                "3:6 error column-missing",
            ])
        #expect(reading.messages[2].contains("delete what stands above it"))
    }

    @Test(arguments: ["", "\n", " \r\n\t", "\u{FEFF}", ",,\n,,"])
    func `a sheet without a header is empty`(text: String) {
        #expect(SheetReading(text).findings == ["error sheet-empty"])
    }

    @Test func `a header without lines is an empty sheet`() {
        #expect(SheetReading("bundle,note\n\n").findings == ["error sheet-empty"])
    }

    @Test func `a value beyond the limit is an error, however long`() {
        for count in [4_097, 300_000] {
            let reading = SheetReading(
                "bundle,note\nb,\(String(repeating: "x", count: count))\n")
            #expect(reading.findings == ["2:3 error value-size"])
        }
        let quotes = String(repeating: "\"\"", count: 4_096)
        #expect(SheetReading("bundle,note\nb,\"\(quotes)\"\n").findings == [])
        #expect(
            SheetReading("bundle,note\nb,\"\(quotes)\"\"\"\n").findings
                == ["2:3 error value-size"])
    }

    @Test func `more than 1024 columns are refused`() {
        let fits = (1..<1_024).map { "c\($0)" }.joined(separator: ",")
        let cells = String(repeating: ",", count: 1_023)
        #expect(!SheetReading("bundle,\(fits)\nb\(cells)\n").log.hasErrors)
        let more = SheetReading("bundle,\(fits),more\nb\(cells),\n")
        #expect(more.rules == ["error sheet-size"])
        #expect(more.log.findings[0].position?.line == 1)
    }

    @Test func `a row of very many cells is one error`() {
        let row = "b" + String(repeating: ",x", count: 100_000)
        #expect(SheetReading("bundle,note\n\(row)\n").findings == ["2:5 error row-length"])
    }

    @Test func `a row of more faults than can be told counts them all`() {
        let count = Limits.findings + 500
        let cells = String(repeating: "a\",", count: count)
        let reading = SheetReading("bundle,note\n\(cells)\nb,x\"\n")
        // The last row has one more, and the first is too long.
        #expect(reading.log.errorCount == count + 2)
        #expect(reading.log.findings.count == Limits.findings)
        #expect(reading.log.untold[.quote] == 501)
        #expect(reading.log.untold[.rowLength] == 1)
    }
}
