// An order's lines count from 0, wherever in the sheet they are.

import OrderTestKit
import Orders
import Testing

@Suite struct OrderLinesTests {
    private func orders(_ lines: [OrderLine]) -> [SheetOrder] {
        var log = FindingLog()
        return identify(SheetLines(lines), in: nil, into: &log).orders.compactMap { order in
            if case .new(let order) = order { order } else { nil }
        }
    }

    @Test func `the lines of an order are its own and count from 0`() {
        let lines = [
            line(2, content("A"), order: "X"), line(3, content("B"), order: "X"),
            line(4, content("A")), line(5, content("C"), order: "Y"),
            line(6, content("D"), order: "Y"), line(7, content("A")),
        ]
        let orders = orders(lines)
        #expect(
            orders.map { $0.lines.map(\.number) } == [[2, 3], [4], [5, 6], [7]])
        #expect(orders[2].lines.startIndex == 0)
        #expect(orders[2].lines[0].number == 5)
        #expect(orders[2].lines[1].number == 6)
    }

    @Test func `an order whose lines are scattered has them all, in sheet order`() {
        let orders = orders([
            line(2, content("A"), order: "X"), line(3, content("B"), order: "Y"),
            line(4, content("C"), order: "X"), line(5, content("A")),
            line(6, content("D"), order: "Y"), line(7, content("E"), order: "Z"),
            line(8, content("F"), order: "X"),
        ])
        #expect(orders.map { $0.name?.text } == ["X", "Y", nil, "Z"])
        #expect(orders.map { $0.lines.map(\.number) } == [[2, 4, 8], [3, 6], [5], [7]])
    }

    @Test(arguments: [("K-17", "\u{212A}-17"), ("\u{E9}tude", "e\u{301}tude")])
    func `a name is the same however its characters are composed`(_ name: String, _ other: String) {
        for (first, second) in [(name, other), (other, name)] {
            let orders = orders([
                line(2, content("A"), order: first), line(3, content("B"), order: "Y"),
                line(4, content("C"), order: second),
            ])
            #expect(orders.map { $0.lines.map(\.number) } == [[2, 4], [3]])
            // As it was first written.
            #expect(orders[0].name?.text.unicodeScalars.elementsEqual(first.unicodeScalars) == true)
        }
    }

    /// So many names that one is given another number when it comes again.
    @Test(arguments: ["", "\u{FC}"])
    func `an order has all its lines among many orders, with and without other letters`(
        _ mark: String
    ) {
        var random = SeededRandom(seed: 11)
        let lines = (0..<20_000).map {
            line($0 + 2, content("b"), order: "\(mark)O-\(random.number(1...3_000))")
        }
        var names: [String] = []
        var numbers: [String: [Int]] = [:]
        for line in lines {
            guard let name = line.order?.text else { continue }
            if numbers[name] == nil { names.append(name) }
            numbers[name, default: []].append(line.number)
        }
        let orders = orders(lines)
        #expect(orders.map { $0.name?.text } == names)
        #expect(orders.map { $0.lines.map(\.number) } == names.map { numbers[$0] })
    }

    @Test func `lines are equal by what they are, not by where they stand`() {
        let first = line(2, content("A"))
        let stretch = orders([first, line(3, content("B"))])[0]
        #expect(stretch == SheetOrder(key: stretch.key, lines: [first]))
        #expect(stretch.hashValue == SheetOrder(key: stretch.key, lines: [first]).hashValue)
    }
}
