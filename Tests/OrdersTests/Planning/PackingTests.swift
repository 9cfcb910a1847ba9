// Lines are packed into as few API orders as the limit allows, and nothing is lost on the way.

import OrderTestKit
import Orders
import Testing

@Suite struct PackingTests {
    @Test(arguments: [
        (37, 10, [10, 10, 10, 7]), (10, 10, [10]), (11, 10, [10, 1]), (1, 10, [1]),
        (3, 1, [1, 1, 1]), (1_000, 1_000, [1_000]), (1_001, 1_000, [1_000, 1]), (5, 1_000, [5]),
        (2_500, 1_000, [1_000, 1_000, 500]),
    ])
    func `one line fills order after order`(quantity: Int, limit: Int, orders: [Int]) {
        let packed = pack([content("A", quantity)], upTo: limit)
        #expect(packed.map(\.quantity) == orders)
        #expect(packed.map(\.items) == orders.map { [item("A", $0)] })
        #expect(packed.flatMap(\.allotments).allSatisfy { $0.line == 0 && $0.item == 0 })
    }

    @Test func `forty lines of one eSIM are four orders of one item each`() {
        let packed = pack(Array(repeating: content("A"), count: 40), upTo: 10)
        #expect(packed.map(\.items) == Array(repeating: [item("A", 10)], count: 4))
        #expect(
            packed.map { $0.allotments.map(\.line) }
                == (0..<4).map { Array($0 * 10..<$0 * 10 + 10) })
    }

    @Test func `the greatest line in orders of one eSIM keeps its quantity`() {
        let packed = pack([content("A", 10_000)], upTo: 1)
        #expect(packed.count == 10_000)
        #expect(packed.allSatisfy { $0.quantity == 1 })
    }

    @Test func `no lines make no orders`() {
        #expect(pack([], upTo: 10).isEmpty)
    }

    @Test func `bundles share an order and lines of one bundle an item`() {
        let packed = pack([content("A", 2), content("B", 3), content("A", 4)], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", 6), item("B", 3)]])
        #expect(
            packed[0].allotments == [
                Allotment(line: 0, item: 0, quantity: 2),
                Allotment(line: 1, item: 1, quantity: 3),
                Allotment(line: 2, item: 0, quantity: 4),
            ])
    }

    @Test func `a line that does not fit is divided between two orders`() {
        let packed = pack([content("A", 8), content("B", 5)], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", 8), item("B", 2)], [item("B", 3)]])
        #expect(packed[1].allotments == [Allotment(line: 1, item: 0, quantity: 3)])
    }

    @Test func `existing eSIMs never share an item with new ones`() {
        let packed = pack([content("A", 2), content("A", on: [7, 8]), content("A")], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", 3), item("A", on: [7, 8])]])
        #expect(packed[0].allotments.map(\.item) == [0, 1, 0])
        #expect(packed[0].allotments[1].iccids == [iccid(7), iccid(8)])
    }

    @Test func `existing eSIMs of several lines share an item`() {
        let packed = pack([content("A", on: [9]), content("A", on: [3])], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", on: [3, 9])]])
        #expect(packed[0].allotments.map(\.iccids) == [[iccid(9)], [iccid(3)]])
    }

    @Test func `an eSIM gets a bundle twice in two orders and never in one`() {
        let packed = pack([content("A", on: [1, 2]), content("A", on: [2, 3])], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", on: [1, 2])], [item("A", on: [2, 3])]])
        let late = pack([content("A", on: [2]), content("A", on: [1, 2])], upTo: 10)
        #expect(late.map(\.items) == [[item("A", on: [1, 2])], [item("A", on: [2])]])
    }

    @Test func `an eSIM may get two bundles in one order`() {
        let packed = pack([content("A", on: [1]), content("B", on: [1])], upTo: 10)
        #expect(packed.map(\.items) == [[item("A", on: [1]), item("B", on: [1])]])
        #expect(packed[0].distinctESIMs == 1)
    }

    @Test(arguments: 1...60)
    func `whatever the lines are, every eSIM of every line is in one order`(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        let limit = random.pick([1, 2, 3, 7, 10, 50, 1_000])
        let lines = RandomLines.make(using: &random)
        let packed = pack(lines, upTo: limit)
        for (index, line) in lines.enumerated() {
            let shares = packed.flatMap { order in
                order.allotments.filter { $0.line == index }.map { (order.items[$0.item], $0) }
            }
            #expect(shares.reduce(0) { $0 + $1.1.quantity } == line.quantity)
            #expect(shares.flatMap(\.1.iccids) == line.iccids)
            #expect(shares.allSatisfy { $0.0.bundle == line.bundle })
            #expect(shares.allSatisfy { $0.0.iccids.isEmpty == line.iccids.isEmpty })
        }
        for order in packed { checkForm(of: order, upTo: limit) }
        #expect(
            packed.flatMap(\.allotments).map(\.line).sorted()
                == packed.flatMap(\.allotments).map(\.line))
        if lines.allSatisfy(\.iccids.isEmpty) {
            let all = lines.reduce(0) { $0 + $1.quantity }
            #expect(packed.count == (all + limit - 1) / limit)
        }
        #expect(pack(lines, upTo: limit) == packed)
    }

    private func checkForm(of order: PlannedOrder, upTo limit: Int) {
        #expect((1...limit).contains(order.quantity))
        #expect(order.allotments.allSatisfy { $0.quantity > 0 })
        for (index, item) in order.items.enumerated() {
            let shares = order.allotments.filter { $0.item == index }
            #expect(shares.reduce(0) { $0 + $1.quantity } == item.quantity)
            #expect(shares.flatMap(\.iccids).sorted() == item.iccids)
            #expect(Set(item.iccids).count == item.iccids.count)
        }
        let kinds = order.items.map { "\($0.bundle) \($0.iccids.isEmpty)" }
        #expect(Set(kinds).count == kinds.count)
    }
}
