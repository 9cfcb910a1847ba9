// XML that is not well-formed or would make a parser do more than read: all of it is refused.

import Orders
import Testing

@Suite struct XMLRefusalTests {
    @Test(arguments: [
        ("<orderSheet>\n<line bundle=\"b\"></order></orderSheet>", 2),
        ("<orderSheet>\n<line bundle=\"b\"/>\n", 2),
        ("<orderSheet>\n\n<line bundle=b/></orderSheet>", 3),
        ("<orderSheet>\n<line bundle=\"b\" bundle=\"c\"/></orderSheet>", 2),
        ("<orderSheet>\n<line bundle=\"<\"/></orderSheet>", 2),
        ("<orderSheet>\n<line bundle=\"b\" note=\"\u{1}\"/></orderSheet>", 2),
        ("<orderSheet>\n<line bundle=\"b\" note=\"AT&T\"/></orderSheet>", 2),
        ("<orderSheet>\n<line bundle=\"b\" note=\"&#0;\"/></orderSheet>", 2),
        ("<orderSheet><line bundle=\"b\"/></orderSheet>\n<orderSheet/>", 2),
        ("\n<?xml version=\"1.0\"?><orderSheet/>", 2),
        ("<", 1), ("<orderSheet", 1), ("<>", 1),
    ])
    func `what is not well-formed is one error on its line`(text: String, line: Int) {
        let reading = SheetReading(text)
        let syntax = reading.log.findings.filter { $0.rule == .xmlSyntax }
        #expect(syntax.map(\.position?.line) == [line])
        #expect(reading.log.errorCount == 1)
    }

    @Test(arguments: [
        "<orderSheet>\n<order id=\"T\">\n<line bundle=\"b\"/>\n",
        "<orderSheet>\n<line bundle=\"b\"/>\n", "<orderSheet>\n<line bundle=\"b\"",
        "<orderSheet>\n<line bundle=\"b", "<orderSheet>\n<line bundle=",
        "<orderSheet>\n<line bundle=\"b\"/",
        "<orderSheet>\n<line bundle=\"b\"/>\n</orderSh", "<orderSheet>\n<line bundle=\"b\"/>\n<!-",
        "<orderSheet>\n<line bundle=\"b\"/>\n<![CDA", "<orderSheet>\n<!-- b --",
    ])
    func `a document that was cut off is called so`(text: String) {
        let reading = SheetReading(text)
        #expect(reading.log.findings.map(\.rule) == [.xmlSyntax])
        #expect(reading.log.findings[0].message.contains("most likely cut off"))
    }

    @Test(arguments: [
        "<orderSheet>\n <!-- b ->\n<line bundle=\"b\"/>\n</orderSheet>",
        "<orderSheet>\n <!-- b", "<orderSheet>\n <?b c", "<orderSheet>\n <![CDATA[b",
    ])
    func `what has no end is named where it begins`(text: String) {
        let reading = SheetReading(text)
        #expect(reading.findings == ["2:2 error xml-syntax"])
        #expect(reading.messages.allSatisfy { $0.hasSuffix(" that begins here has no end") })
    }

    @Test func `a prefix that means nothing in a tag that is cut off is told beside it`() {
        let reading = SheetReading("<orderSheet>\n<line p:bundle=\"b\" q:x=\"1\" ")
        #expect(reading.messages.count { $0.contains("cut off") } == 1)
    }

    @Test(arguments: [
        "<orderSheet>\n<line bundle=\"b\"/></orderSheet>\n<x/>",
        "<orderSheet>\n<line bundle=\"b\"/></order>", "<orderSheet>\n<line></orderSheet>\n",
    ])
    func `a document with a wrong end is not called cut off`(text: String) {
        let faults = SheetReading(text).log.findings.filter { $0.rule == .xmlSyntax }
        #expect(faults.map { $0.message.contains("cut off") } == [false])
    }

    @Test func `what precedes the fault is checked`() {
        let reading = SheetReading(
            "<orderSheet>\n<line bundle=\"b\" quantity=\"0\"/>\n<line bundle=\"b\"></orderSheet>")
        #expect(reading.rules == ["error quantity-range", "error xml-syntax"])
    }

    @Test(arguments: [
        "<!DOCTYPE orderSheet>",
        "<!DOCTYPE orderSheet SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE orderSheet PUBLIC \"-//X\" \"http://127.0.0.1:9/x.dtd\">",
        "<!DOCTYPE orderSheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE orderSheet [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
        "<!DOCTYPE orderSheet [<!ATTLIST line quantity CDATA \"9\">]>",
    ])
    func `a DOCTYPE is refused where it stands and nothing after it is read`(doctype: String) {
        let reading = SheetReading(
            "<?xml version=\"1.0\"?>\n \(doctype)\n<orderSheet><line bundle=\"&x;\"/></orderSheet>")
        #expect(reading.findings == ["2:2 error xml-dtd"])
        #expect(reading.sheet.lineCount == 0)
    }

    @Test func `a billion laughs are refused before the first`() {
        var entities = "<!ENTITY l0 \"lol\">"
        for level in 1..<20 {
            let inner = String(repeating: "&l\(level - 1);", count: 10)
            entities += "<!ENTITY l\(level) \"\(inner)\">"
        }
        let reading = SheetReading(
            "<!DOCTYPE x [\(entities)]><orderSheet><line bundle=\"&l19;\"/></orderSheet>")
        #expect(reading.findings == ["1:1 error xml-dtd"])
    }

    @Test func `an entity beyond the five is not well-formed`() {
        let reading = SheetReading("<orderSheet><line bundle=\"b&nbsp;\"/></orderSheet>")
        #expect(reading.rules == ["error xml-syntax"])
        #expect(reading.messages[0].contains("nbsp"))
    }

    @Test func `XInclude is another namespace, and nothing is included`() {
        let reading = SheetReading(
            "<orderSheet xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n"
                + "<xi:include href=\"/etc/passwd\" parse=\"text\"/>"
                + "<line bundle=\"b\"/></orderSheet>"
        )
        #expect(reading.findings == ["2:1 error xml-namespace"])
    }

    @Test func `elements deeper than sixteen end the reading`() {
        let text =
            "<orderSheet>\n" + String(repeating: "<x>", count: 15) + "\n<x>"
            + String(repeating: "<x>", count: 100_000)
        #expect(SheetReading(text).findings == ["2:1 error xml-element", "3:1 error xml-depth"])
    }

    @Test func `a NUL byte ends XML with its own error`() {
        #expect(SheetReading("<orderSheet>\n\0</orderSheet>").findings == ["2:1 error nul"])
    }

    @Test func `a value of more than ten megabytes is not well-formed for libxml2`() {
        let long = String(repeating: "x", count: 11_000_000)
        let reading = SheetReading("<orderSheet><line bundle=\"\(long)\"/></orderSheet>")
        #expect(reading.rules == ["error xml-syntax"])
    }

    @Test func `many documents are read at once`() async {
        let findings = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    SheetReading(
                        "<orderSheet><line bundle=\"b\" quantity=\"0\"/></orderSheet>"
                    ).findings
                }
            }
            var all: [[String]] = []
            for await findings in group { all.append(findings) }
            return all
        }
        #expect(findings.count == 64)
        #expect(findings.allSatisfy { $0 == ["1:30 error quantity-range"] })
    }

    @Test func `more names than a sheet can have end the reading`() {
        let names = (0...40_000).map { "a\($0)=''" }.joined(separator: " ")
        let line = "<line bundle='esim_1GB_7D_GB_V2' quantity='1'/>"
        let reading = SheetReading(
            "<orderSheet>\n\(line)\n<line \(names)/>\n\(line)\n</orderSheet>")
        #expect(reading.rules == ["error sheet-size"])
        #expect(reading.sheet.lineCount == 1)
    }
}
