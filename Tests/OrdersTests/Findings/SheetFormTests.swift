// A place is named as the sheet's own program names it.

import Orders
import Testing

@Suite struct SheetFormTests {
    @Test func `a text has lines and columns, a workbook cells`() {
        let finding = Finding(
            .error, .quantityRange, at: SheetPosition(line: 14, column: 2), field: "quantity",
            "\"0\" is not 1…10000")
        #expect(
            finding.line(sheet: "a.csv")
                == "a.csv:14:2: error: quantity: \"0\" is not 1…10000 [quantity-range]")
        #expect(
            finding.line(sheet: "a.xlsx", form: .workbook)
                == "a.xlsx:B14: error: quantity: \"0\" is not 1…10000 [quantity-range]")
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func `columns have letters`(column: Int, letters: String) {
        #expect(SheetPosition.letters(ofColumn: column) == letters)
    }
}
