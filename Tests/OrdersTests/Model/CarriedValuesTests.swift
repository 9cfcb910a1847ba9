// Carried values are what was put in, however compactly they are kept.

import Testing

@testable import Orders

@Suite struct CarriedValuesTests {
    private static let values = [
        CarriedValue(column: "name", text: "Zoë 🧳"),
        CarriedValue(column: "Cost Centre", text: " 42 "),
        CarriedValue(column: "note", text: ""),
        CarriedValue(column: "name", text: String(repeating: "é", count: 200)),
    ]

    @Test func `values come out as they went in`() {
        let carried = CarriedValues(Self.values)
        #expect(Array(carried) == Self.values)
        #expect(carried.count == 4)
        #expect(carried.indices.map { carried[$0] } == Self.values)
        #expect(carried.first { $0.column == "note" } == Self.values[2])
        #expect(CarriedValues([]).isEmpty)
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, 70_000])
    func `a text of any length and as many columns are kept`(count: Int) {
        let long = [CarriedValue(column: "note", text: String(repeating: "x", count: count))]
        #expect(Array(CarriedValues(long)) == long)
        let many = (0..<count).map { CarriedValue(column: "c\($0)", text: "\($0)") }
        #expect(Array(CarriedValues(many)) == many)
    }

    @Test func `values are equal by their columns and texts, wherever they are kept`() {
        var writer = CarriedWriter()
        let note = writer.addColumn("note")
        let name = writer.addColumn("name")
        writer.append("other", column: note)
        _ = writer.endLine()
        writer.append("Ada", column: name)
        let start = writer.endLine()
        let carried = CarriedValues(
            columns: writer.columns, page: writer.takePage(), start: start)
        let same: CarriedValues = [CarriedValue(column: "name", text: "Ada")]
        #expect(carried == same)
        #expect(Set([carried, same]).count == 1)
        #expect(carried != [CarriedValue(column: "note", text: "Ada")])
        #expect(carried != [CarriedValue(column: "name", text: "Ben")])
        #expect(carried != [])
    }
}
