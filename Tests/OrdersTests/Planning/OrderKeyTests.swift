// What orders are called, and what makes two of them the same to the provider.

import OrderTestKit
import Orders
import Testing

@Suite struct OrderKeyTests {
    @Test func `a named order is called by its name`() {
        let key = OrderKey.named(orderName("TOUR-17"))
        #expect(key.text == "order:TOUR-17")
        #expect(key.title == "TOUR-17")
        #expect(SheetOrder(key: key, lines: [line(1, content("A"))]).name == orderName("TOUR-17"))
    }

    @Test func `an order without a name is called by what it buys and its ordinal`() {
        let key = OrderKey.unnamed(content("esim_1GB", 3), ordinal: 2)
        #expect(key.title == "esim_1GB-x3-2")
        #expect(SheetOrder(key: key, lines: [line(1, content("esim_1GB", 3))]).name == nil)
    }

    @Test func `lines for different eSIMs have different names, and folders of one form`() {
        let one = OrderKey.unnamed(content("esim_1GB", on: [1]), ordinal: 1)
        #expect(one.title == "esim_1GB-x1-1 on \(iccid(1))")
        let two = OrderKey.unnamed(content("esim_1GB", on: [2, 1]), ordinal: 1)
        #expect(two.title == "esim_1GB-x2-1 on \(iccid(1)) and 1 more")
        #expect([one, two].map(\.folderBase) == ["esim_1GB-x1-1", "esim_1GB-x2-1"])
    }

    @Test func `different orders have different keys`() {
        let keys: [OrderKey] = [
            .named(orderName("A")), .named(orderName("a")), .named(orderName("A×1#1")),
            .named(orderName("line:A×1#1")), .unnamed(content("A"), ordinal: 1),
            .unnamed(content("A"), ordinal: 2), .unnamed(content("A"), ordinal: 11),
            .unnamed(content("A", 11), ordinal: 1), .unnamed(content("a"), ordinal: 1),
            .unnamed(content("A", on: [1]), ordinal: 1),
            .unnamed(content("A", on: [2]), ordinal: 1),
            .unnamed(content("A", on: [1, 2]), ordinal: 1), .unnamed(content("A", 2), ordinal: 1),
        ]
        #expect(Set(keys.map(\.text)).count == keys.count)
    }

    @Test func `the order in which eSIMs are written does not change what a line buys`() {
        #expect(content("A", on: [2, 1]) == content("A", on: [1, 2]))
        #expect(
            OrderKey.unnamed(content("A", on: [2, 1]), ordinal: 1).text
                == OrderKey.unnamed(content("A", on: [1, 2]), ordinal: 1).text)
    }

    @Test(arguments: 1...20)
    func `a fingerprint does not depend on the order of items and eSIMs`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let numbers = (1...6).shuffled(using: &random)
        let items = [
            item("A", 2), item("B", 1), item("A", on: Array(numbers.prefix(3))),
            item("C", on: Array(numbers)), item("B", 5),
        ]
        let same = [
            item("B", 5), item("C", on: [6, 5, 4, 3, 2, 1]), item("A", 2), item("B", 1),
            item("A", on: numbers.prefix(3).reversed()),
        ]
        #expect(Fingerprint(items) == Fingerprint(same.shuffled(using: &random)))
        #expect(Fingerprint(items).text == Fingerprint(items).description)
    }

    @Test func `fingerprints tell every difference in what is bought`() {
        let orders: [[OrderItem]] = [
            [item("A")], [item("A", 2)], [item("A"), item("A")], [item("B")], [item("a")],
            [item("A"), item("B")], [item("A", 2), item("B")], [item("A"), item("B", 2)],
            [item("A", on: [1])], [item("A", on: [2])], [item("A", on: [1, 2])],
            [item("A", on: [1]), item("A", on: [2])], [item("A"), item("A", on: [1])],
            [item("A", on: [1]), item("B")], [item("A"), item("B", on: [1])],
        ]
        #expect(Set(orders.map(Fingerprint.init)).count == orders.count)
    }

    @Test func `a planned order has the fingerprint of its items whoever they are for`() {
        let one = pack([content("A", 2), content("B")], upTo: 10)[0]
        let other = pack([content("B"), content("A"), content("A")], upTo: 10)[0]
        #expect(one.fingerprint == other.fingerprint)
        #expect(one != other)
    }
}
