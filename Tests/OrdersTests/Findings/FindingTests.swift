// A finding as editors and build tools read it, and the names that scripts filter by.

import Orders
import Testing

@Suite struct FindingTests {
    private static let place = SheetPosition(line: 14, column: 3)

    @Test func `a finding is one line with place, severity, field, message and rule`() {
        let finding = Finding(
            .error, .quantityRange, at: Self.place, field: "quantity", "\"0\" is not 1…10000")
        #expect(
            finding.line(sheet: "sheet.csv")
                == "sheet.csv:14:3: error: quantity: \"0\" is not 1…10000 [quantity-range]")
    }

    @Test func `what concerns the whole sheet has no place and may have no field`() {
        let finding = Finding(.warning, .orderRemoved, at: nil, "it is gone")
        #expect(finding.line(sheet: "stdin") == "stdin: warning: it is gone [order-removed]")
    }

    @Test func `a place without a field is a line too`() {
        let finding = Finding(.error, .bundleMissing, at: Self.place, "no bundle")
        #expect(finding.line(sheet: "a b.xml") == "a b.xml:14:3: error: no bundle [bundle-missing]")
    }

    @Test(arguments: RuleName.allCases)
    func `a rule's name is lower-case words joined by hyphens`(rule: RuleName) {
        let words = rule.rawValue.split(separator: "-", omittingEmptySubsequences: false)
        #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("a"..."z").contains($0) } })
    }

    @Test(arguments: [((1, 9), (2, 1)), ((2, 1), (2, 2)), ((9, 1), (10, 1))])
    func `places are ordered by line and then by column`(
        earlier: (Int, Int), later: (Int, Int)
    ) {
        let first = SheetPosition(line: earlier.0, column: earlier.1)
        let second = SheetPosition(line: later.0, column: later.1)
        #expect(first < second)
        #expect(!(second < first))
    }
}
