// What a header's names mean, and what is said about them.

import Orders
import Testing

@Suite struct SheetColumnsTests {
    @Test(arguments: [
        ("bundle", SheetField.bundle), ("Bundle", .bundle), ("BUN DLE", .bundle),
        ("e-mail", .email), ("E_Mail", .email), ("\u{A0}IMEI ", .imei), ("Order", .order),
    ])
    func `names match without regard to case, spaces, hyphens and underscores`(
        name: String, field: SheetField
    ) {
        #expect(ColumnName(name) == .field(field))
    }

    @Test(arguments: [
        ("quantitiy", SheetField.quantity), ("quantty", .quantity), ("quantify", .quantity),
        ("qauntity", .quantity), ("Bundles", .bundle), ("bundel", .bundle), ("icid", .iccid),
        ("odrer", .order), ("emial", .email), ("nme", .name), ("eids", .eid), ("edi", .eid),
        ("I-M-E", .imei),
    ])
    func `one edit away is a misspelling`(name: String, field: SheetField) {
        #expect(ColumnName(name) == .misspelt(field))
    }

    @Test(arguments: [
        "id", "uid", "aid", "imsi", "node", "remark", "qty", "cost centre", "orderno", "customer",
        "bndel",
    ])
    func `other words are their own`(name: String) {
        #expect(ColumnName(name) == .other)
    }

    @Test func `a header without a bundle is an error`() {
        #expect(findings(["quantity", "name"]) == ["1:1 error column-missing"])
    }

    @Test func `a column twice is an error at the second`() {
        #expect(findings(["bundle", "name", "Name"]) == ["1:3 error column-duplicate"])
        #expect(
            findings(["bundle", "Cost", "co-st"]) == [
                "1:2 warning column-unknown", "1:3 warning column-unknown",
                "1:3 error column-duplicate",
            ])
    }

    @Test func `an unknown column is a warning`() {
        #expect(findings(["bundle", "colour"]) == ["1:2 warning column-unknown"])
    }

    @Test(arguments: [
        ("Qty", "quantity"), ("Bundle Name", "bundle"), ("order_number", "order"),
        ("Anzahl", "quantity"), ("Traveller", "name"),
    ])
    func `a name that is usual elsewhere is told our own`(written: String, field: String) {
        var log = FindingLog()
        _ = SheetColumns(header: header(["colour", written]), into: &log)
        #expect(log.findings.map(\.rule) == [.columnUnknown, .columnUnknown, .columnMissing])
        #expect(log.findings[1].message.hasSuffix("meant by \"\(field)\", rename it so"))
    }

    @Test func `a name that is usual elsewhere is its own beside the field`() {
        var log = FindingLog()
        _ = SheetColumns(header: header(["bundle", "qty", "quantity", "plan"]), into: &log)
        #expect(log.findings.map(\.message).allSatisfy { $0.hasSuffix("to the results") })
    }

    @Test(arguments: ["activation_code", "Matching ID", "SMDP-Address"])
    func `a table of bought eSIMs is no sheet`(column: String) {
        #expect(findings(["bundle", "iccid", column]) == ["1:3 error column-of-results"])
    }

    @Test func `a column's name that cannot head the results is an error`() {
        #expect(findings(["bundle", "a\nb"]) == ["1:2 error column-name"])
    }

    @Test func `a misspelt column is an error that names the field`() {
        var log = FindingLog()
        let columns = SheetColumns(header: header(["bundel", "quantitiy"]), into: &log)
        #expect(columns.hasBundle)
        #expect(log.findings.map(\.rule) == [.columnMisspelt, .columnMisspelt])
        #expect(log.findings[0].message.contains("\"bundle\""))
        #expect(log.findings[1].message.contains("\"quantity\""))
    }

    @Test func `a misspelt column is read as the field, so that its values are checked`() {
        let line = line(["bundle", "quantitiy"], ["b", "0"])
        #expect(line.known[.quantity]?.text == "0")
    }

    @Test func `beside the real column a near miss is carried`() {
        let line = line(["bundle", "name", "names"], ["b", "n", "m"])
        #expect(line.known[.name]?.text == "n")
        #expect(line.unknown.map(\.column) == ["names"])
    }

    @Test func `known values lose white space around them, others keep it`() {
        let line = line(["bundle", "name", "Remark"], [" b\u{A0}", "\t", " r "])
        #expect(line.known[.bundle]?.text == "b")
        #expect(line.known[.name] == nil)
        #expect(line.unknown.map(\.value.text) == [" r "])
    }

    @Test func `a value under an empty header cell is one error for the column`() {
        var log = FindingLog()
        var columns = SheetColumns(header: header(["bundle", " "]), into: &log)
        #expect(log.findings == [])
        for (number, value) in [(2, ""), (3, "x"), (4, "y")] {
            _ = columns.line(at: SheetPosition(line: number, column: 1), into: &log) {
                SheetText($0 == 0 ? "b" : value, at: SheetPosition(line: number, column: $0 + 1))
            }
        }
        #expect(CheckOutcome(line: nil, log: log).findings == ["3:2 error column-name"])
    }

    private func header(_ names: [String]) -> [SheetText] {
        names.enumerated().map { index, name in
            SheetText(name, at: SheetPosition(line: 1, column: index + 1))
        }
    }

    private func findings(_ names: [String]) -> [String] {
        var log = FindingLog()
        _ = SheetColumns(header: header(names), into: &log)
        return CheckOutcome(line: nil, log: log).findings
    }

    private func line(_ names: [String], _ values: [String]) -> SheetLine {
        var log = FindingLog()
        var columns = SheetColumns(header: header(names), into: &log)
        return columns.line(at: SheetPosition(line: 2, column: 1), into: &log) {
            SheetText(values[$0], at: SheetPosition(line: 2, column: $0 + 1))
        }
    }
}
