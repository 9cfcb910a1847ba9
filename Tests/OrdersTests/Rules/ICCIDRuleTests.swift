// The numbers of existing eSIMs on a line.

import Orders
import Testing

@Suite struct ICCIDRuleTests {
    private static let bundle = "esim_1GB_7D_GB_V2"
    private static let first = "8943108161000073175"
    private static let second = "8943108161000073183"

    @Test(arguments: [
        "\(first) \(second)", "\(first);\(second)", "\(first) ; \(second);",
        "\(first)F\n\(second)f",
    ])
    func `numbers are separated by white space or semicolons`(text: String) {
        let outcome = check([.bundle: Self.bundle, .iccid: text])
        #expect(outcome.line?.content.iccids.map(\.digits) == [Self.first, Self.second])
        #expect(outcome.line?.content.quantity == 2)
        #expect(outcome.findings == [])
    }

    @Test func `a quantity that equals their number is right`() {
        let outcome = check([
            .bundle: Self.bundle, .quantity: "2", .iccid: "\(Self.first) \(Self.second)",
        ])
        #expect(outcome.line?.content.quantity == 2)
        #expect(outcome.findings == [])
    }

    @Test func `another quantity is an error at the quantity`() {
        let outcome = check([.bundle: Self.bundle, .quantity: "3", .iccid: Self.first])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:20 error quantity-iccids"])
    }

    @Test(arguments: [";", ";;", " ; "])
    func `separators alone are an error and no order for new eSIMs`(text: String) {
        let outcome = check([.bundle: Self.bundle, .iccid: text])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:40 error iccid-form"])
    }

    @Test(arguments: ["12345", "89431081610000731X5", "89431081610000731750000", "-"])
    func `what is not 18 to 22 digits is an error`(text: String) {
        let outcome = check([.bundle: Self.bundle, .iccid: text])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:40 error iccid-form"])
    }

    @Test(arguments: ["8.94E+18", "8,94311E+18", "8943108161000073175.00"])
    func `a number that a spreadsheet rewrote is named as such`(text: String) {
        let outcome = check([.bundle: Self.bundle, .iccid: text])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:40 error iccid-rewritten"])
    }

    @Test func `numbers with commas between them are no number that lost digits`() {
        let outcome = check([.bundle: Self.bundle, .iccid: "\(Self.first),\(Self.second)"])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:40 error iccid-form"])
    }

    @Test func `a failed Luhn digit is a warning`() {
        let outcome = check([.bundle: Self.bundle, .iccid: "8943108161000073174"])
        #expect(outcome.line?.content.iccids.count == 1)
        #expect(outcome.findings == ["7:40 warning iccid-luhn"])
    }

    @Test func `zeros after fifteen digits are doubted as a spreadsheet's`() {
        let outcome = check([.bundle: Self.bundle, .iccid: "8943108161000070000"])
        #expect(outcome.line != nil)
        #expect(outcome.findings == ["7:40 warning iccid-rewritten"])
    }

    @Test func `the same number twice on a line is an error`() {
        let outcome = check([.bundle: Self.bundle, .iccid: "\(Self.first) \(Self.first)F"])
        #expect(outcome.line == nil)
        #expect(outcome.findings == ["7:40 error iccid-repeated"])
    }

    @Test func `elements count like the numbers of a cell and keep their places`() {
        let sound = check([.bundle: Self.bundle], elements: [Self.first, Self.second])
        #expect(sound.line?.content.quantity == 2)
        let faulty = check([.bundle: Self.bundle], elements: [Self.first, "12", Self.first])
        #expect(
            faulty.findings == ["7:201 error iccid-form", "7:202 error iccid-repeated"])
    }

    @Test func `more numbers than one line may buy are an error`() {
        let many = (0...10_000).map { "894310816100" + String(1_000_000 + $0) }
        let outcome = check([.bundle: Self.bundle], elements: many)
        #expect(outcome.line == nil)
        #expect(
            outcome.findings == [
                "7:1 error quantity-range", "7:200 warning iccid-rewritten",
                "7:201 warning iccid-luhn",
            ])
    }

    @Test func `the same bundle for the same eSIM on a later line is a warning`() {
        var rules = RuleSet()
        var log = FindingLog()
        let fields: [SheetField: String] = [.bundle: Self.bundle, .iccid: Self.first]
        #expect(rules.check(sheetLine(fields, number: 2), into: &log) != nil)
        #expect(rules.check(sheetLine(fields, number: 5), into: &log) != nil)
        let other: [SheetField: String] = [.bundle: "esim_1GB_7D_FR_V2", .iccid: Self.first]
        #expect(rules.check(sheetLine(other, number: 6), into: &log) != nil)
        #expect(rules.check(sheetLine(other, number: 8), into: &log) != nil)
        let outcome = CheckOutcome(line: nil, log: log)
        #expect(
            outcome.findings == ["5:40 warning iccid-repeated", "8:40 warning iccid-repeated"])
        #expect(outcome.lines[0].contains("on line 2"))
        #expect(outcome.lines[1].contains("on line 6"))
    }
}
