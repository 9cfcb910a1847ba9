// Values whose length is white space: beyond the limit they are refused, and nothing is cut off or
// trimmed to make a value of them.

import Orders
import Testing

@Suite struct LongValueTests {
    /// Where white space stands.
    enum Place: CaseIterable {
        case before, within, after

        func spread(_ value: String, with gap: String) -> String {
            switch self {
            case .before: gap + value
            case .within: "\(value.prefix(1))\(gap)\(value.dropFirst(1))"
            case .after: value + gap
            }
        }
    }

    /// A field and a value that it can have.
    struct Field: Sendable, CustomTestStringConvertible {
        let name: String
        let value: String

        var testDescription: String { name }
    }

    private static let spaces = String(repeating: " ", count: 5_000)
    /// Two bytes each.
    private static let gaps = [spaces, String(repeating: "\u{A0}", count: 2_500)]
    private static let fields = [
        Field(name: "quantity", value: "12"), Field(name: "iccid", value: "8943108161000073175"),
        Field(name: "order", value: "TOUR-17"), Field(name: "bundle", value: "esim_1GB_7D_GB_V2"),
    ]

    private static func expectTooLong(
        _ reading: SheetReading, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(reading.rules == ["error value-size"], sourceLocation: sourceLocation)
        #expect(reading.sheet.lines.count == 0, sourceLocation: sourceLocation)
        #expect(reading.sheet.lineCount == 1, sourceLocation: sourceLocation)
    }

    /// A CSV sheet of one line with this value, in front of a bundle where it is none itself.
    private static func table(_ field: String, _ value: String) -> String {
        field == "bundle"
            ? "bundle,note\n\(value),x\n" : "\(field),bundle\n\(value),esim_1GB_7D_GB_V2\n"
    }

    @Test(arguments: fields, Place.allCases)
    func `a value of a table with that much white space is too long`(
        _ field: Field, _ place: Place
    ) {
        for gap in Self.gaps {
            let value = place.spread(field.value, with: gap)
            Self.expectTooLong(SheetReading(Self.table(field.name, value)))
            Self.expectTooLong(SheetReading(Self.table(field.name, "\"\(value)\"")))
        }
    }

    @Test(arguments: fields)
    func `a value of a table with white space up to the limit is read without it`(
        _ field: Field
    ) {
        let room = Limits.sheetValueBytes - field.value.utf8.count
        let fitting = field.value + String(repeating: " ", count: room)
        let reading = SheetReading(Self.table(field.name, fitting))
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.count == 1)
        Self.expectTooLong(SheetReading(Self.table(field.name, " " + fitting)))
    }

    @Test(arguments: fields, Place.allCases)
    func `an attribute with that much white space is too long`(
        _ field: Field, _ place: Place
    ) {
        for gap in Self.gaps {
            let value = place.spread(field.value, with: gap)
            let bundle = field.name == "bundle" ? "" : " bundle=\"esim_1GB_7D_GB_V2\""
            Self.expectTooLong(
                SheetReading(
                    "<orderSheet><line \(field.name)=\"\(value)\"\(bundle)/></orderSheet>"))
        }
    }

    @Test(arguments: Place.allCases)
    func `an eSIM's element with that much white space is too long`(_ place: Place) {
        for gap in Self.gaps {
            let value = place.spread("8943108161000073175", with: gap)
            Self.expectTooLong(
                SheetReading(
                    "<orderSheet><line bundle=\"b\"><iccid>\(value)</iccid></line></orderSheet>"))
        }
    }

    @Test(arguments: Place.allCases)
    func `a column's name with that much white space is too long`(_ place: Place) {
        let name = place.spread("note", with: Self.spaces)
        let reading = SheetReading("bundle,\(name)\nb,x\n")
        #expect(reading.findings == ["1:8 error value-size"])
        let bundle = SheetReading("\(place.spread("bundle", with: Self.spaces)),note\nb,x\n")
        #expect(Set(bundle.rules) == ["error value-size", "error column-missing"])
    }

    @Test func `a workbook's row whose only text stands behind much white space is not blank`()
        throws
    {
        let reading = try SheetReading(rows: row("bundle", "note") + row(Self.spaces + "b"))
        #expect(reading.findings == ["2:1 error value-size"])
        #expect(reading.sheet.lineCount == 1)
        let blank = try SheetReading(rows: row("bundle") + row("   ") + row("b"))
        #expect(blank.findings == [])
        #expect(blank.sheet.lines.map(\.number) == [3])
    }
}
