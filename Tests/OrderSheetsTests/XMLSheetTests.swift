// XML sheets that are sound, and those that break the sheet's own grammar.

import Orders
import Testing

@Suite struct XMLSheetTests {
    private static let sheet = """
        <orderSheet>
          <order id="TOUR-17">
            <line bundle="esim_1GB_7D_GB_V2" quantity="3"/>
            <line bundle="esim_1GB_7D_FR_V2" name="A. Traveller"
              ><iccid>8943108161000073175</iccid></line>
          </order>
          <line bundle="esim_5GB_30D_US_V2" quantity="40"/>
        </orderSheet>
        """

    @Test(arguments: ["", "<?xml version=\"1.0\"?>\n", "\u{FEFF}", "\n  <!-- < -->\n"])
    func `the contract's example is read, whatever precedes it`(prefix: String) throws {
        let reading = SheetReading(prefix + Self.sheet)
        #expect(reading.findings == [])
        #expect(reading.sheet.lineCount == 3)
        let lines = reading.sheet.lines
        try #require(lines.count == 3)
        let first = prefix.count { $0 == "\n" }
        #expect(lines.map(\.number) == [first + 3, first + 4, first + 7])
        #expect(lines.map(\.order?.text) == ["TOUR-17", "TOUR-17", nil])
        #expect(lines.map(\.content.quantity) == [3, 1, 40])
        #expect(lines[1].content.iccids.map(\.digits) == ["8943108161000073175"])
        #expect(lines[1].carried == [CarriedValue(column: "name", text: "A. Traveller")])
    }

    @Test(arguments: [
        "<orderSheet xmlns=\"urn:esimbatch:order-sheet:1\"><line bundle=\"b\"/></orderSheet>",
        "<s:orderSheet xmlns:s=\"urn:esimbatch:order-sheet:1\"><s:line bundle=\"b\"/>"
            + "</s:orderSheet>",
        "<orderSheet xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            + "xsi:noNamespaceSchemaLocation=\"order-sheet.xsd\"><line xml:lang=\"en\" "
            + "bundle=\"b\"/></orderSheet>",
    ])
    func `the sheet's namespace may be there, and what names its schema`(text: String) {
        let reading = SheetReading(text)
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.map(\.content.bundle.text) == ["b"])
    }

    @Test func `references and CDATA are resolved`() {
        let reading = SheetReading(
            "<orderSheet><line bundle=\"b\" note=\"&lt;&amp;&#233;&#x1F9F3;&quot;&gt;&apos;\">"
                + "<iccid><![CDATA[8943108161]]>00007&#51;175</iccid></line></orderSheet>")
        #expect(reading.findings == [])
        #expect(reading.carried == ["<&é🧳\">'"])
        #expect(reading.sheet.lines[0].content.iccids.map(\.digits) == ["8943108161000073175"])
    }

    @Test func `findings stand at the attribute's name or the element's text, in characters`() {
        let reading = SheetReading(
            """
            <orderSheet>
              <line note="é > 日本" quantity="0" bundle="b"/>
              <line
                 bundle = 'b'
                 quantity='x'
              ><iccid>
                 12
              </iccid><iccid>13</iccid></line>
              <order id="T"><line quantity="1"/></order>
            </orderSheet>
            """)
        #expect(
            reading.findings == [
                "2:23 error quantity-range", "5:6 error quantity-number", "7:6 error iccid-form",
                "8:18 error iccid-form", "9:17 error bundle-missing",
            ])
    }

    @Test func `attributes are matched as columns are`() {
        let reading = SheetReading(
            "<orderSheet>\n<line Bundle=\"b\" quantitiy=\"2\" colour=\"red\" Name=\"n\" "
                + "name=\"m\"/>\n"
                + "<line bundle=\"b\" colour=\"blue\"/>\n</orderSheet>")
        #expect(
            reading.findings == [
                "2:18 error column-misspelt", "2:32 warning column-unknown",
                "2:45 warning personal-quantity", "2:54 error column-duplicate",
            ])
        #expect(reading.sheet.lines.last?.carried.map(\.column) == ["colour"])
    }

    @Test func `an order within an order's line must be the same`() {
        let reading = SheetReading(
            "<orderSheet><order id=\"A\">\n<line bundle=\"b\" order=\"A\"/>\n"
                + "<line bundle=\"b\" order=\"B\"/></order><line bundle=\"b\" order=\"C\"/>"
                + "</orderSheet>")
        #expect(reading.findings == ["3:18 error order-name"])
        #expect(reading.sheet.lines.map(\.order?.text) == ["A", "A", "C"])
    }

    @Test func `an order needs an id that is a name, said once, and a line`() {
        let long = String(repeating: "x", count: 101)
        let reading = SheetReading(
            "<orderSheet>\n<order><line bundle=\"b\"/></order>\n"
                + "<order id=\"\(long)\"><line bundle=\"b\"/><line bundle=\"b\"/></order>\n"
                + "<order id=\"\"><line bundle=\"b\"/></order>\n<order id=\"T\"> </order>\n"
                + "</orderSheet>")
        #expect(
            reading.findings == [
                "2:1 error xml-element", "3:8 error order-name", "4:8 error order-name",
                "5:1 error xml-element",
            ])
    }

    @Test func `elements that do not belong are each reported once`() {
        let reading = SheetReading(
            "<orderSheet>\n<lines><line bundle=\"b\"/><x/></lines>\n"
                + "<order id=\"T\" colour=\"red\"><order id=\"U\"/><line bundle=\"b\"/></order>\n"
                + "<line bundle=\"b\"><iccid kind=\"x\">8943108161000073175<b>1</b></iccid>"
                + "</line>\n"
                + "<iccid>1</iccid>\n</orderSheet>")
        #expect(
            reading.findings == [
                "2:1 error xml-element", "3:15 error xml-element", "3:28 error xml-element",
                "4:25 error xml-element", "4:53 error xml-element", "5:1 error xml-element",
            ])
        #expect(reading.sheet.lineCount == 2)
    }

    @Test func `another root is no order sheet`() {
        #expect(SheetReading("\n <html><body/></html>").findings == ["2:2 error xml-element"])
    }

    @Test func `text where none belongs is an error at its first character, once`() {
        let reading = SheetReading(
            "<orderSheet>\n stray é <!-- c -->\n<order id=\"T\">\n\n  more &amp; more\n"
                + "<line bundle=\"b\">é<iccid>8943108161000073175</iccid></line></order>\n"
                + "</orderSheet>")
        #expect(
            reading.findings == ["2:2 error xml-text", "5:3 error xml-text", "6:18 error xml-text"])
    }

    @Test func `other namespaces are errors`() {
        let root = SheetReading(
            "<orderSheet xmlns=\"urn:other\">\n<line bundle=\"b\" quantity=\"0\"/></orderSheet>")
        #expect(root.findings == ["1:1 error xml-namespace", "2:18 error quantity-range"])
        let inner = SheetReading(
            "<orderSheet xmlns:x=\"urn:x\">\n<x:line bundle=\"b\"/>\n<line x:bundle=\"b\" "
                + "bundle=\"b\"/></orderSheet>")
        #expect(inner.findings == ["2:1 error xml-namespace", "3:7 error xml-namespace"])
        let undeclared = SheetReading("<orderSheet>\n<y:line bundle=\"b\"/></orderSheet>")
        #expect(undeclared.rules.first == "error xml-namespace")
    }

    @Test func `a sheet without lines is empty`() {
        #expect(SheetReading("<orderSheet/>").findings == ["error sheet-empty"])
    }

    @Test func `values beyond four kibibytes are errors`() {
        let long = String(repeating: "x", count: 200_000)
        let digits = String(repeating: "1", count: 200_000)
        let reading = SheetReading(
            "<orderSheet>\n<line bundle=\"b\" note=\"\(long)\"/>\n"
                + "<line bundle=\"b\"><iccid>\(digits)</iccid></line>\n</orderSheet>")
        #expect(reading.findings == ["2:18 error value-size", "3:25 error value-size"])
    }

    @Test func `a large sheet is read in pieces with right positions`() {
        let note = String(repeating: "é, a long note; ", count: 120)
        let line = "<line bundle=\"esim_1GB_7D_GB_V2\" note=\"\(note)\"/>\n"
        let text = "<orderSheet>\n" + String(repeating: line, count: 6_000)
        let reading = SheetReading(text + " <line bundle=\"b\" quantity=\"0\"/></orderSheet>")
        #expect(text.utf8.count > 11_000_000)
        #expect(reading.findings == ["6002:19 error quantity-range"])
        #expect(reading.sheet.lines.count == 6_000)
        #expect(reading.sheet.lines.last?.number == 6_001)
    }
}
