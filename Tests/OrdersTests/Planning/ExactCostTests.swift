// Prices finer than a cent: what a balance may fall by.

import Orders
import Testing

@Suite struct ExactCostTests {
    /// Orders of one eSIM each at the price, their costs rounded up.
    private func orders(_ count: Int, at price: String) -> [RecordedOrder] {
        (0..<count).map { number in
            RecordedOrder(
                id: OrderID(rawValue: Int64(number)), part: 1, state: .published,
                planned: pack([content("A")], upTo: 10)[0],
                quote: Quote(total: dollars(price), unitPrices: [bundle("A"): decimal(price)]),
                reference: nil, total: nil, reason: nil, esims: [], placedAt: nil,
                publishedAt: nil)
        }
    }

    @Test(arguments: [
        ("1.005", 100, "100.50", true), ("1.005", 100, "100.51", true),
        // One order more, within the cents by which a hundred are rounded up.
        ("1.005", 100, "101.51", false), ("1.005", 100, "101.00", true),
        ("1.004", 10, "10.00", true), ("1.004", 10, "10.04", true),
        ("1.004", 10, "10.08", false), ("1.00", 10, "10.01", false),
    ])
    func `a fall is explained by the exact sum, or by each order to the nearest cent`(
        price: String, count: Int, fall: String, isExplained: Bool
    ) throws {
        let cost = try #require(ExactCost(orders(count, at: price)))
        #expect(cost.explains(fall: dollars(fall)) == isExplained)
    }

    @Test func `a total that differs from its quote is what was paid`() throws {
        var some = orders(2, at: "1.005")
        some[0].total = dollars("3.00")
        let cost = try #require(ExactCost(some))
        #expect(cost.explains(fall: dollars("4.00")))
        #expect(!cost.explains(fall: dollars("2.01")))
    }
}
