// An order's lines count from 0, wherever in the sheet they are.

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

    @Test func `lines are equal by what they are, not by where they stand`() {
        let first = line(2, content("A"))
        let stretch = orders([first, line(3, content("B"))])[0]
        #expect(stretch == SheetOrder(key: stretch.key, lines: [first]))
        #expect(stretch.hashValue == SheetOrder(key: stretch.key, lines: [first]).hashValue)
    }
}
