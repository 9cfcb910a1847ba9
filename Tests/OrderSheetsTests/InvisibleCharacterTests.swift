// What cannot be seen around a value, and inside a name.

import Orders
import Testing

@Suite struct InvisibleCharacterTests {
    @Test(arguments: [
        ("\u{A0}", "U+00A0 NO-BREAK SPACE"), ("\u{200B}", "U+200B ZERO WIDTH SPACE"),
        ("\u{FEFF}", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u{202F}", "U+202F NARROW NO-BREAK SPACE"),
        ("\u{2060}", "U+2060 WORD JOINER"), ("\u{200E}", "U+200E LEFT-TO-RIGHT MARK"),
        ("\u{3000}", "U+3000 IDEOGRAPHIC SPACE"),
    ])
    func `what stands around a value is named and left out`(mark: String, name: String) {
        let csv = SheetReading("order,bundle,quantity\nA,b,\(mark)2 \(mark)\n")
        #expect(csv.findings == ["2:5 warning invisible-character"])
        #expect(csv.messages[0].contains(name))
        #expect(csv.sheet.lines.map(\.content.quantity) == [2])
        let xml = SheetReading(
            "<orderSheet><line bundle=\"\(mark)b\" quantity=\"2\"/></orderSheet>")
        #expect(xml.findings == ["1:19 warning invisible-character"])
        #expect(xml.sheet.lines.map(\.content.bundle.text) == ["b"])
    }

    @Test func `ordinary spaces, tabs and line breaks around a value are no matter`() {
        #expect(SheetReading("bundle,quantity\n \tb ,\" 2\r\n\"\n").findings == [])
    }

    @Test func `a column's name is read without what stands around it`() {
        let reading = SheetReading("\u{200B}bundle,quantity\u{A0}\nb,2\n")
        #expect(
            reading.findings == [
                "1:1 warning invisible-character", "1:9 warning invisible-character",
            ])
        #expect(reading.sheet.lines.map(\.content.quantity) == [2])
    }

    @Test func `a value of nothing that can be seen is none`() {
        let reading = SheetReading("bundle,quantity\nb,\u{200B}\n\u{FEFF},1\n")
        #expect(
            reading.findings == [
                "2:3 warning invisible-character", "3:1 warning invisible-character",
                "3:1 error bundle-missing",
            ])
        #expect(reading.sheet.lines.map(\.content.quantity) == [1])
    }

    @Test func `inside a bundle's or an order's name it is an error that names it`() {
        let reading = SheetReading("order,bundle\nA\u{2060}B,b\nC,e\u{200B}sim\nD,e\u{200D}sim\n")
        #expect(
            reading.findings == [
                "2:1 error order-name", "3:3 error bundle-name", "4:3 error bundle-name",
            ])
        #expect(reading.messages[0].contains("U+2060 WORD JOINER"))
        #expect(reading.messages[1].contains("U+200B ZERO WIDTH SPACE"))
        #expect(reading.messages[1].contains("after 1 character"))
    }

    @Test func `joiners inside an order's name are letters' business`() {
        #expect(SheetReading("order,bundle\nمی‌خواهم,b\n👩‍👧,b\n").findings == [])
    }
}
