// The corrected copy of a sheet: what is certain is put right, and every other byte is kept.

import OrderSheets
import Orders
import Testing

@Suite struct FixingTests {
    private func fix(_ bytes: [UInt8]) -> CorrectedSheet? {
        var log = FindingLog()
        let copy = SheetCorrector.correct(.bytes(bytes, name: "sheet"), into: &log)
        #expect((copy == nil) == log.hasErrors)
        return copy
    }

    private func fix(_ text: String) -> String? {
        fix(Array(text.utf8)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func places(_ copy: CorrectedSheet?) -> [String] {
        copy?.corrections.map { $0.line(sheet: "s", form: copy?.form ?? .text) } ?? []
    }

    @Test(arguments: [
        "bundle,quantity\nb,1\n", "sep=;\nBundle;Seat\r\nb;\" x\"\"y \"\r\n", "bundle\tx\rb\t y \r",
        "\u{FEFF}bundle,note\n\nb,é\n", "bundle,nota\nb, kept \n", "", " \n",
        "<orderSheet>\n  <!-- c -->\n<line bundle=\"b\"/></orderSheet>",
    ])
    func `a sheet with nothing to correct is copied byte for byte`(text: String) {
        let copy = fix(Array(text.utf8))
        #expect(copy?.bytes == Array(text.utf8))
        #expect(copy?.corrections == [])
    }

    @Test func `values are trimmed where they stand and nothing else moves`() {
        let text =
            "sep=;\r\norder;bundle;quantity;iccid;name;Seat\r\n"
            + "\u{A0}A\u{200B};b;1;\" 8943108161000073175F 8943108161000073183 \";x ; 7 \r\n"
            + "B;b;1;89431081610000731750f;\"two\r\nlines\";\r\n"
        #expect(
            fix(text)
                == "sep=;\r\norder;bundle;quantity;iccid;name;Seat\r\n"
                + "A;b;1;\"8943108161000073175 8943108161000073183\";x; 7 \r\n"
                + "B;b;1;89431081610000731750;\"two\r\nlines\";\r\n")
        #expect(
            places(fix(Array(text.utf8))) == [
                "s:3:1: corrected: order: 2 characters of white space (U+00A0 NO-BREAK SPACE, "
                    + "U+200B ZERO WIDTH SPACE) taken away around \"A\"",
                "s:3:9: corrected: iccid: 2 characters of white space taken away around "
                    + "\"8943108161000073175F 8943108161000073183\"",
                "s:3:9: corrected: iccid: the padding F taken away from "
                    + "\"8943108161000073175F 8943108161000073183\"",
                "s:3:54: corrected: name: 1 character of white space taken away around \"x\"",
                "s:4:7: corrected: iccid: the padding F taken away from \"89431081610000731750f\"",
            ])
    }

    @Test func `bundles and quantities are never touched`() {
        let text = "bundle,quantity\n b\u{200B} ,\u{A0}1\u{A0}\nb,\"1,00\"\n,0\n"
        #expect(fix(text) == text)
        let xml = "<orderSheet><line bundle=\"\u{A0}b \" quantity=\" 1\"/></orderSheet>"
        #expect(fix(xml) == xml)
    }

    @Test func `UTF-16 and Windows-1252 become UTF-8`() {
        let text = "bundle,name\nb,Zoë €\n"
        let utf16 = "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(fix(utf16)?.bytes == Array(text.utf8))
        let ansi = Array("bundle,name\nb,Zo".utf8) + [0xEB, 0x20, 0x80, 0x0A]
        let copy = fix(ansi)
        #expect(copy?.bytes == Array(text.utf8))
        #expect(places(copy).count == 1)
        #expect(places(copy).first?.hasPrefix("s:2:5: corrected: converted to UTF-8") == true)
    }

    @Test(arguments: [
        // No character of Windows-1252.
        Array("bundle\nb".utf8) + [0x81, 0x0A],
        // UTF-8 in one place and not in another.
        Array("bundle,name\nb,é".utf8) + [0xE9, 0x0A],
        Array("bundle,name\nb,\0".utf8),
        Array("<orderSheet><line></orderSheet>".utf8),
        Array("<!DOCTYPE x><orderSheet/>".utf8),
        [0x1F, 0x8B, 8, 0],
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0],
        [0x50, 0x4B, 3, 4],
    ])
    func `what is not certain makes no copy`(bytes: [UInt8]) {
        #expect(fix(bytes) == nil)
    }

    @Test func `XML is corrected in its values alone`() {
        let text =
            "<?xml version='1.0'?>\n<o:orderSheet xmlns:o=\"urn:esimbatch:order-sheet:1\" >\n"
            + "<!-- <line name=\" x \"/> --><o:order id=\"\u{A0}T &amp; 1\">\n"
            + "<o:line bundle=\"b\" name = 'Ann ' note='a > b' Seat=\" 7 \">"
            + "<o:iccid> 8943108161000073175F\n</o:iccid></o:line></o:order></o:orderSheet>\n"
        #expect(
            fix(text)
                == "<?xml version='1.0'?>\n"
                + "<o:orderSheet xmlns:o=\"urn:esimbatch:order-sheet:1\" >\n"
                + "<!-- <line name=\" x \"/> --><o:order id=\"T &amp; 1\">\n"
                + "<o:line bundle=\"b\" name = 'Ann' note='a > b' Seat=\" 7 \">"
                + "<o:iccid>8943108161000073175</o:iccid></o:line></o:order></o:orderSheet>\n")
        #expect(places(fix(Array(text.utf8)))[0].hasPrefix("s:3:37: corrected: order: "))
    }

    @Test(arguments: [
        "<iccid>8943108161000073175 <!-- spare -->8943108161000073183</iccid>",
        "<iccid>894310816100 <!-- c -->0073175</iccid>",
        "<iccid> <![CDATA[8943108161000073175]]></iccid>",
        "<iccid>8943108161000073175F<?x?> </iccid>",
    ])
    func `a value in pieces is left as it is`(element: String) {
        let text = "<orderSheet><line bundle=\"b\">\(element)</line></orderSheet>"
        #expect(fix(text) == text)
    }

    @Test func `a declaration names the encoding that the copy has`() {
        let text = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><orderSheet><line name='Zo"
        let copy = fix(Array(text.utf8) + [0xEB] + Array("' bundle='b'/></orderSheet>".utf8))
        #expect(
            copy.map { String(decoding: $0.bytes, as: UTF8.self) }
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?><orderSheet><line name='Zoë' "
                + "bundle='b'/></orderSheet>")
    }

    @Test func `a gzipped sheet becomes a plain one, and says so`() {
        let copy = fix(gzipStored(Array("bundle\nb\n".utf8)))
        #expect(copy?.bytes == Array("bundle\nb\n".utf8))
        #expect(places(copy) == ["s: corrected: unpacked; the copy is not gzipped"])
    }

    @Test func `a workbook becomes CSV that buys the same, line by line`() throws {
        let copy = try #require(fix(try Fixture.bytes("libreoffice.xlsx")))
        let read = SheetReading(copy.bytes)
        let workbook = SheetReading(fixture: "libreoffice.xlsx")
        #expect(read.sheet.lines.map(\.content) == workbook.sheet.lines.map(\.content))
        #expect(read.sheet.lines.map(\.carried) == workbook.sheet.lines.map(\.carried))
        #expect(read.sheet.lines.map(\.number) == [2, 3, 5, 7])  // a cell has a line break
        #expect(places(copy).count == 1)
    }

    @Test func `a workbook's cells are corrected by their names`() throws {
        let data =
            "<sheetData>\(row("bundle", "iccid", "quantity"))"
            + "<row>\(cell(" b "))\(cell("8943108161000073175F "))\(cell(" 1"))</row></sheetData>"
        let copy = try #require(fix(try ExampleWorkbook.bytes(data)))
        #expect(
            copy.bytes
                == Array(
                    "\u{FEFF}bundle,iccid,quantity\r\n b ,8943108161000073175, 1\r\n".utf8))
        #expect(places(copy).dropFirst().allSatisfy { $0.hasPrefix("s:B2: corrected: iccid: ") })
    }

    /// In a copy the cell would be blank, and the quantity one.
    @Test func `a workbook with a cell that cannot be read gets no copy`() throws {
        let data =
            "<sheetData>\(row("bundle", "quantity"))"
            + "<row>\(cell("b"))<c><f>20*2</f></c></row></sheetData>"
        var log = FindingLog()
        let source = SheetSource.bytes(try ExampleWorkbook.bytes(data), name: "forty.xlsx")
        #expect(SheetCorrector.correct(source, into: &log) == nil)
        #expect(log.findings.map(\.rule) == [.cellFormula])
        #expect(log.form == .workbook)
    }

    @Test func `what is doubtful in a workbook is told of its copy`() throws {
        let data =
            "<sheetData>\(row("bundle", "quantity"))"
            + "<row hidden=\"1\">\(cell("b"))<c><f>1+1</f><v>2</v></c></row></sheetData>"
        let copy = try #require(fix(try ExampleWorkbook.bytes(data)))
        #expect(Set(copy.doubts.map(\.rule)) == [.cellFormula, .rowHidden])
        #expect(SheetReading(copy.bytes).sheet.lines.map(\.content.quantity) == [2])
    }

    @Test func `what was corrected is read without its findings and buys the same`() {
        let text = "order,bundle,iccid\n\u{200B}A,b,8943108161000073175F\u{A0}\n"
        let before = SheetReading(text)
        let after = SheetReading(fix(text) ?? "")
        #expect(before.log.warningCount == 2)
        #expect(after.findings == [])
        #expect(after.sheet.lines == before.sheet.lines)
    }
}
