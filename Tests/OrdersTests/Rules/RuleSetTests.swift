// What the rules make of one line, and what they say about it.

import Orders
import Testing

@Suite struct RuleSetTests {
    private static let bundle = "esim_1GB_7D_GB_V2"

    @Test func `a bundle alone buys one new eSIM`() throws {
        let outcome = check([.bundle: Self.bundle])
        let line = try #require(outcome.line)
        #expect(line.content.bundle.text == Self.bundle)
        #expect(line.content.quantity == 1)
        #expect(line.content.iccids.isEmpty)
        #expect(line.order == nil)
        #expect(outcome.findings == [])
    }

    @Test func `a line without a bundle is an error at the line`() {
        let outcome = check([.quantity: "2"])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:1 error bundle-missing"])
    }

    @Test(arguments: ["a\u{7}b", String(repeating: "x", count: 201), "a\u{200B}b"])
    func `a bundle's name with invisible characters or of great length is an error`(name: String) {
        #expect(check([.bundle: name]).findings == ["7:10 error bundle-name"])
    }

    @Test(arguments: [("1", 1), ("10000", 10_000), ("007", 7)])
    func `a quantity within the range is bought`(text: String, quantity: Int) {
        let outcome = check([.bundle: Self.bundle, .quantity: text])
        #expect(outcome.line?.content.quantity == quantity)
        #expect(outcome.findings == [])
    }

    @Test(arguments: [
        ("0", "quantity-range"), ("10001", "quantity-range"), ("-1", "quantity-range"),
        ("99999999999999999999999", "quantity-range"),
        ("1,00", "quantity-rewritten"), ("1.0", "quantity-rewritten"),
        ("10,000", "quantity-rewritten"), ("1E+03", "quantity-rewritten"),
        ("10 000", "quantity-rewritten"), ("1\u{A0}000", "quantity-rewritten"),
        ("1\u{202F}000", "quantity-rewritten"), ("1'000", "quantity-rewritten"),
        ("1 2", "quantity-number"), ("1 0000", "quantity-number"), ("1 000x", "quantity-number"),
        ("8.94E+18", "quantity-rewritten"), ("1.", "quantity-rewritten"),
        ("two", "quantity-number"), ("1 0", "quantity-number"), ("1x", "quantity-number"),
        ("1e", "quantity-number"), ("-", "quantity-number"), ("٣", "quantity-number"),
    ])
    func `any other quantity is an error that says which kind`(text: String, rule: String) {
        let outcome = check([.bundle: Self.bundle, .quantity: text])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:20 error \(rule)"])
    }

    @Test func `a quantity of zero is worded as the contract has it`() {
        let outcome = check([.bundle: Self.bundle, .quantity: "0"])
        #expect(
            outcome.lines
                == ["sheet.csv:7:20: error: quantity: \"0\" is not 1…10000 [quantity-range]"])
    }

    @Test(arguments: ["3.53E+14", "353000000000000.0", "3,53E+14", "8.9049E+31"])
    func `a device's number that a spreadsheet rewrote is a warning`(text: String) {
        for field in [SheetField.imei, .eid] {
            let outcome = check([.bundle: Self.bundle, field: text])
            #expect(outcome.rules == ["warning device-number"])
            #expect(outcome.line?.carried.map(\.text) == [text])
        }
        #expect(check([.bundle: Self.bundle, .imei: "353000000000003"]).findings == [])
        #expect(check([.bundle: Self.bundle, .imei: "35-300000-000000-3"]).findings == [])
    }

    @Test(arguments: ["TOUR-17", String(repeating: "é", count: 100), "Fünf Reisende 🧳"])
    func `an order's name is kept as written`(name: String) {
        let outcome = check([.bundle: Self.bundle, .order: name])
        #expect(outcome.line?.order?.text == name)
        #expect(outcome.findings == [])
    }

    @Test(arguments: [
        "a\nb", String(repeating: "x", count: 101), "\u{202E}evil", "2.02401E+11", "1E+5",
    ])
    func `an order's name that cannot be read is an error`(name: String) {
        let outcome = check([.bundle: Self.bundle, .order: name])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:30 error order-name"])
    }

    @Test(arguments: ["2024.11", "12E3", "E+5", "1,5"])
    func `an order's name may look like a number`(name: String) {
        #expect(check([.bundle: Self.bundle, .order: name]).line?.order?.text == name)
    }

    @Test(arguments: ["name", "email", "device", "imei", "eid"])
    func `a personal column beside a quantity above one is a warning`(column: String) throws {
        let field = try #require(SheetField(rawValue: column))
        let several = check([.bundle: Self.bundle, .quantity: "2", field: "x"])
        #expect(several.line != nil)
        #expect(several.rules == ["warning personal-quantity"])
        #expect(check([.bundle: Self.bundle, .quantity: "1", field: "x"]).findings == [])
    }

    @Test(arguments: [SheetField.group, .note])
    func `a group or a note may stand beside any quantity`(field: SheetField) {
        let outcome = check([.bundle: Self.bundle, .quantity: "2", field: "x"])
        #expect(outcome.line != nil)
        #expect(outcome.findings == [])
    }

    @Test func `carried values keep the sheet's order, fields under their own names`() throws {
        var line = SheetLine(position: SheetPosition(line: 2, column: 1))
        func text(_ text: String, _ column: Int) -> SheetText {
            SheetText(text, at: SheetPosition(line: 2, column: column))
        }
        line.known = [
            .bundle: text(Self.bundle, 1), .note: text("n", 40), .email: text("a@example.com", 20),
        ]
        line.unknown = [
            SheetLine.UnknownValue(column: "Cost Centre", value: text(" 42 ", 30))
        ]
        var rules = RuleSet()
        var log = FindingLog()
        let carried = try #require(rules.check(line, into: &log)).carried
        #expect(
            carried == [
                CarriedValue(column: "email", text: "a@example.com"),
                CarriedValue(column: "Cost Centre", text: " 42 "),
                CarriedValue(column: "note", text: "n"),
            ])
    }

    @Test func `a value beyond four kibibytes is an error and the only one`() {
        let long = String(repeating: "x", count: 4_097)
        #expect(check([.order: long, .quantity: "0"]).findings == ["7:30 error value-size"])
        let fits = String(repeating: "x", count: 4_096)
        #expect(check([.bundle: Self.bundle, .note: fits]).findings == [])
    }

    @Test func `everything wrong with a line is reported at once`() {
        let outcome = check([.quantity: "0", .order: "a\u{0}b", .iccid: "123"])
        #expect(
            outcome.findings == [
                "7:1 error bundle-missing", "7:20 error quantity-range", "7:30 error order-name",
                "7:40 error iccid-form",
            ])
    }

    @Test func `a sheet without the bundle's column does not say so on each line`() {
        var rules = RuleSet(hasBundleColumn: false)
        var log = FindingLog()
        let line = SheetLine(position: SheetPosition(line: 2, column: 1))
        #expect(rules.check(line, into: &log) == nil)
        #expect(log.findings == [])
    }
}
