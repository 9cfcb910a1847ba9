// How a row of the provider's list is understood.

import Orders
import Testing

@Suite struct ListedOrderTests {
    @Test(
        arguments: [
            ("completed", ProviderStatus.completed), ("Completed", .completed), ("FAILED", .failed),
            ("processing", .unfinished("processing")), ("", .unfinished("")),
            (nil, .unfinished("")),
            ("complete", .unfinished("complete")),
        ] as [(String?, ProviderStatus)])
    func `only two words are final`(word: String?, status: ProviderStatus) {
        #expect(ProviderStatus(word) == status)
    }

    @Test(arguments: [
        ("failed", true), ("cancelled", true), ("Canceled", true), ("refunded", true),
        ("completed", false), ("processing", false), (nil, false),
    ])
    func `nothing more comes of what failed, was cancelled or was refunded`(
        word: String?, isOver: Bool
    ) {
        #expect(ProviderStatus(word).isOver == isOver)
    }

    @Test(arguments: [
        (["bundle"], true, false), (["bundle", "refund"], true, false), (["refund"], false, false),
        (["topup"], false, true), (["Autotopup"], false, true), ([], false, false),
    ])
    func `a row is a purchase, money coming in, or neither`(
        types: [String], purchase: Bool, topUp: Bool
    ) {
        let row = listed("r", types.map { ListedItem("A", type: $0) })
        #expect(row.isPurchase == purchase)
        #expect(row.isTopUp == topUp)
    }

    @Test func `items are compared as a multiset`() {
        let row = listed("r", [ListedItem("B", 2), ListedItem("A")])
        #expect(row.hasItems([item("A"), item("B", 2)]))
        #expect(!row.hasItems([item("A")]))
        #expect(!row.hasItems([item("A"), item("B", 2), item("B", 2)]))
        #expect(!row.hasItems([item("A"), item("B")]))
        #expect(!row.hasItems([item("A"), item("b", 2)]))
    }

    @Test func `a row that names eSIMs is only for those`() {
        let row = listed("r", [ListedItem("A", 2, on: [1, 2])])
        #expect(row.hasItems([item("A", on: [2, 1])]))
        #expect(row.hasItems([item("A", 2)]))
        #expect(!row.hasItems([item("A", on: [1, 3])]))
        #expect(listed("r", [ListedItem("A", 2)]).hasItems([item("A", on: [1, 3])]))
    }

    @Test(arguments: [[0, 1], [1, 0]])
    func `new and existing eSIMs of one bundle each find their item`(order: [Int]) {
        let rows = [ListedItem("A", on: [1]), ListedItem("A", on: [9])]
        let row = listed("r", order.map { rows[$0] })
        #expect(row.hasItems([item("A"), item("A", on: [1])]))
        #expect(!row.hasItems([item("A"), item("A", on: [5])]))
    }

    @Test func `an item of another type is no purchase of ours`() {
        let row = listed("r", [ListedItem("A"), ListedItem("A", type: "topup")])
        #expect(!row.hasItems([item("A")]))
        #expect(!row.hasItems([item("A"), item("A")]))
    }

    @Test func `a row that names a part of its eSIMs only could have been for any`() {
        #expect(listed("r", [ListedItem("A", 3, on: [1])]).orderedItems == [item("A", 3)])
        let whole = listed("r", [ListedItem("A", on: [1, 2])])
        #expect(whole.orderedItems == [item("A", on: [1, 2])])
        #expect(listed("r", [ListedItem("A", 3)]).orderedItems == [item("A", 3)])
    }

    @Test func `a row of more eSIMs than one line may have was asked for by nobody`() {
        #expect(listed("r", [ListedItem("A", 10_000)]).orderedItems == [item("A", 10_000)])
        #expect(listed("r", [ListedItem("A", 10_001)]).orderedItems.isEmpty)
        #expect(listed("r", [ListedItem("B"), ListedItem("A", 10_001)]).orderedItems.isEmpty)
    }
}
