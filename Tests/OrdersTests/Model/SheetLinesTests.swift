// Lines come out of a sheet's compact form as they went in.

import OrderTestKit
import Testing

@testable import Orders

@Suite struct SheetLinesTests {
    @Test func `lines come out as they went in`() {
        let lines: [OrderLine] = [
            line(2, content("b", 10_000), order: "Zoë 🧳", carried: "Ada"),
            line(3, content("c")),
            line(4, content("b", on: [1, 2]), order: "T"),
            line(1_000_001, content("c", on: [3]), order: "Zoë 🧳"),
        ]
        let compact = SheetLines(lines)
        #expect(Array(compact) == lines)
        #expect(compact.count == 4)
        #expect(compact.quantity == 10_004)
        #expect(compact.indices.filter { compact.orderNumber(of: $0) == nil } == [1])
        #expect(SheetLines([]).isEmpty)
        #expect(compact == SheetLines(lines))
        #expect(compact != SheetLines(lines.dropLast()))
    }

    @Test func `random lines come out as they went in, over many pages and names`() {
        var random = SeededRandom(seed: 7)
        let lines = (0..<20_000).map { index in
            OrderLine(
                number: index + 2,
                order: random.chance(0.2) ? nil : orderName("O-\(random.number(1...3_000))"),
                content: content("esim_\(random.number(1...2_000))"),
                carried: (0..<random.pick([0, 1, 3])).map { column in
                    CarriedValue(column: "c\(column)", text: "text \(random.next())")
                })
        }
        #expect(Array(SheetLines(lines)) == lines)
    }

    @Test func `a column that comes late is told from those on earlier pages`() {
        let text = String(repeating: "x", count: Limits.carriedPageBytes / 100)
        let lines = (0..<300).map { index in
            OrderLine(
                number: index + 2, order: nil, content: content("b"),
                carried: [CarriedValue(column: "c\(index / 7)", text: text)])
        }
        #expect(Array(SheetLines(lines)) == lines)
    }

    @Test func `a name keeps its numbers when others take its slot`() {
        var table = NameTable()
        let names = (0..<5_000).map { "name \($0)" }
        let numbers = names.map { table.number(of: $0) }
        #expect(numbers.map { table[$0] } == names)
        let again = names.map { table.number(of: $0) }
        #expect(again.map { table[$0] } == names)
        // At once, a name is found again.
        let count = table.count
        for _ in 0..<3 { _ = table.number(of: names[4_999]) }
        #expect(table.count == count)
    }

    @Test func `names that differ only in front are both found again`() {
        var table = NameTable()
        let names = ["esim_3GB_30D_TR_V2", "esim_5GB_30D_TR_V2", "asim_5GB_30D_TR_V2"]
        let numbers = names.map { table.number(of: $0).index }
        for _ in 0..<3 {
            #expect(names.map { table.number(of: $0).index } == numbers)
        }
    }

    @Test(arguments: ["", "a", "1234567", "12345678", "123456789", "ü", "abcdefgh12345678"])
    func `names of any length are told apart`(name: String) {
        var table = NameTable()
        let other = name + "x"
        let (first, second) = (table.number(of: name), table.number(of: other))
        #expect(table[first] == name && table[second] == other)
        #expect(table.number(of: name).index == first.index)
        #expect(table.number(of: other.utf8.span)?.index == second.index)
    }
}
