// The cells of a worksheet, one kind after another.

import Orders
import Testing

@testable import OrderSheets

@Suite struct WorkbookCellTests {
    @Test func `runs of rich text are joined and pronunciations left out`() throws {
        let text =
            "<c t=\"inlineStr\"><is><r><t>東</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">京 "
            + "</t>"
            + "</r><r><t>A</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr/></is></c>"
        let reading = try SheetReading(
            rows: row("bundle", "note") + "<row>\(cell("b"))\(text)</row>")
        #expect(reading.findings == [])
        #expect(reading.carried == ["東京 A"])
    }

    @Test(arguments: [
        ("_x000D_", "\r"), ("a_x0041_b", "aAb"), ("_x005F_x0041_", "_x0041_"), ("_x00_", "_x00_"),
        ("_xD800_", "_xD800_"), ("_", "_"), ("_x0041", "_x0041"), ("esim_1GB_7D", "esim_1GB_7D"),
    ])
    func `characters that XML cannot hold are resolved`(written: String, meant: String) {
        #expect(EscapedText.resolved(Array(written.utf8)) == Array(meant.utf8))
    }

    @Test func `numbers and truths are text as the file stores them`() throws {
        let cells =
            "<c><v>8.94E+18</v></c><c t=\"n\"><v>0012</v></c><c t=\"b\"><v>1</v></c>"
            + "<c t=\"b\"><v>0</v></c><c t=\"str\"><f>A1</f><v>text</v></c>"
        let reading = try SheetReading(
            rows: row("bundle", "a", "bb", "cc", "dd", "ff") + "<row>\(cell("b"))\(cells)</row>")
        #expect(!reading.log.hasErrors)
        #expect(
            reading.sheet.lines[0].carried.map(\.text) == [
                "8.94E+18", "0012", "TRUE", "FALSE", "text",
            ])
    }

    @Test func `a number that was rewritten is named in its cell`() throws {
        let reading = try SheetReading(
            rows: row("bundle", "quantity", "iccid")
                + "<row>\(cell("b"))<c><v>1.5</v></c><c><v>8.94310816100007E+18</v></c></row>")
        #expect(
            reading.printed == [
                "sheet.xlsx:B2: error: quantity: \"1.5\" was rewritten by a spreadsheet; "
                    + "format the column as text and enter the whole number again "
                    + "[quantity-rewritten]",
                "sheet.xlsx:C2: error: iccid: \"8.94310816100007E+18\" was rewritten by a "
                    + "spreadsheet and has lost digits; format the column as text and paste the "
                    + "number again [iccid-rewritten]",
            ])
    }

    @Test func `rows and cells without numbers follow one another, with them they may leave gaps`()
        throws
    {
        let reading = try SheetReading(
            rows: "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>bundle</t></is></c>"
                + "\(cell("name"))</row><row r=\"7\"><c r=\"C7\" t=\"inlineStr\">"
                + "<is><t>Ann</t></is>"
                + "</c></row><row><c/>\(cell("b"))</row>")
        #expect(reading.findings == ["7:1 error bundle-missing"])
        #expect(reading.sheet.lines.map(\.number) == [8])
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"x\"/>", "<row r=\"1048577\"/>",
        "<row r=\"2\"><c r=\"A3\"/></row>", "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
        "<row r=\"2\"><c r=\"XFE2\"/></row>", "<row><c t=\"s\"><v>0</v></c></row>",
        "<row><c t=\"s\"><v>x</v></c></row>", "<row><c></row>", "<!DOCTYPE x>",
    ])
    func `what no program writes ends the reading with an error`(rows: String) throws {
        let reading = try SheetReading(rows: row("bundle") + rows + row("b"))
        #expect(reading.findings == ["error sheet-unreadable"])
    }

    @Test func `a date is refused where a number or a name is read, and carried elsewhere`() throws
    {
        let date = "<c t=\"d\"><v>2024-03-04</v></c>"
        let reading = try SheetReading(
            rows: row("bundle", "quantity", "order", "imei", "note", "Seen on")
                + "<row>\(cell("b"))\(date)</row><row>\(cell("b"))<c/>\(date)</row>"
                + "<row>\(cell("b"))<c/><c/>\(date)</row>"
                + "<row>\(cell("b"))<c/><c/><c/>\(date)\(date)</row>")
        #expect(
            reading.findings == [
                "1:6 warning column-unknown", "2:2 error cell-date", "3:3 error cell-date",
                "4:4 error cell-date", "5:5 warning cell-date", "5:6 warning cell-date",
            ])
    }

    @Test func `a hidden column matters where it is a field's`() throws {
        let columns =
            "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\"/></cols>"
        let reading = SheetReading(
            try ExampleWorkbook.bytes(
                columns + "<sheetData>" + row("bundle", "quantity", "Seat", "note")
                    + row("b", "500", "12A", "x") + "</sheetData>"))
        #expect(
            reading.findings == ["1:2 warning column-hidden", "1:3 warning column-unknown"])
        #expect(reading.sheet.lines.quantity == 500)
    }

    @Test func `a title above the header is told as such, and hides nothing else`() throws {
        let reading = try SheetReading(
            rows: row("Rome in May") + "<row/>" + row("name", "bundle", "quantity")
                + row("Anna", "b", "1"))
        #expect(
            reading.findings == [
                "1:1 warning column-unknown", "1:1 error column-missing",
                "3:2 error column-missing",
            ])
    }

    @Test func `merged cells matter where the lines are`() throws {
        let merges =
            "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/>"
            + "<mergeCell ref=\"A9:B9\"/><mergeCell ref=\"D1:E5\"/><mergeCell ref=\"A2\"/>"
            + "</mergeCells>"
        let reading = try SheetReading(
            rows: row("bundle", "note") + row("b", "x") + row("b"), after: merges)
        #expect(reading.findings == ["1:1 warning cell-merged", "2:1 warning cell-merged"])
        #expect(reading.messages[1].contains("A2:A3"))
    }

    @Test func `a cell beside the header's columns is never lost in silence`() throws {
        let reading = try SheetReading(rows: row("bundle") + row("b", "x"))
        #expect(reading.findings == ["2:2 error row-length"])
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("0.00E+00", false), ("General", false), ("[h]:mm", true),
        ("[Red]0.00", false), ("#,##0 \"days\"", false), ("\\d0", false), ("@", false),
        ("[$-409]d-mmm", true), ("_d0", false), ("mm:ss.0", true), ("[>=100]0", false),
    ])
    func `formats for dates are told from formats for numbers`(code: String, isDate: Bool) {
        #expect(NumberFormat.isDate(code) == isDate)
    }

    @Test func `cells are named as a spreadsheet names them`() {
        let names = [
            (1, 1, "A1"), (26, 14, "Z14"), (27, 2, "AA2"), (16_384, 1_048_576, "XFD1048576"),
        ]
        for (column, line, name) in names {
            let position = SheetPosition(line: line, column: column)
            #expect(position.cell == name)
            #expect(CellRange.cell(name) == position)
        }
        for name in ["", "A", "1", "A0", "a1", "XFE1", "A1048577", "AAAA1", "A1B", "A-1"] {
            #expect(CellRange.cell(name) == nil)
        }
    }

    @Test func `a workbook with nothing in it is empty`() throws {
        #expect(try SheetReading(rows: "").findings == ["error sheet-empty"])
        #expect(try SheetReading(rows: row("bundle")).findings == ["error sheet-empty"])
    }
}
