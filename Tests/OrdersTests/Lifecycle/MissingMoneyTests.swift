// What others bought explains money that is gone only where it can be theirs, and was paid.

import Orders
import Testing

@Suite struct MissingMoneyTests {
    private func evidence(_ orders: [ListedOrder], lasted: Duration? = .seconds(5)) -> Evidence {
        Evidence(
            listing: OrderListing(orders: orders),
            knowledge: LedgerKnowledge(
                owned: [reference("ours")], baseline: [], ownAddresses: [home], fingerprints: [],
                newest: nil,
                confirmed: [
                    ConfirmedOrder(
                        reference: reference("ours"), items: [item("A")],
                        times: AttemptTimes(startedAt: moment(100), deadline: moment(220)),
                        lasted: lasted)
                ]),
            isSettled: false)
    }

    private func isRepetition(_ order: ListedOrder, lasted: Duration? = .seconds(5)) -> Bool {
        share([order], usualTotal, lasted: lasted)?.repetitions.isEmpty == false
    }

    /// What others' share of a difference is, after a run that has tried to buy an `A`.
    private func share(
        _ orders: [ListedOrder], _ difference: Money, lasted: Duration? = .seconds(5)
    ) -> OthersShare? {
        evidence(orders, lasted: lasted).othersShare(
            of: difference, since: moment(0), attempted: [[item("A")]])
    }

    private static let elsewhere = "198.51.100.9"

    @Test func `others' orders and top-ups account for just what they moved`() throws {
        let none = Money.zero(usualTotal.currency)
        let rows = [
            listed("r", from: Self.elsewhere), listed("s", [ListedItem("B")], from: Self.elsewhere),
            listed("t", [ListedItem("", type: "topup")]),
        ]
        let found = try #require(share(rows, usualTotal))
        #expect(found.orders.map(\.reference) == [reference("r"), reference("s")])
        #expect(found.spent == usualTotal + usualTotal)
        #expect(found.topUps.map(\.reference) == [reference("t")])
        #expect(found.toppedUp == usualTotal)
        #expect(found.repetitions.isEmpty)
        #expect(share(rows, none) == nil)
        #expect(share(rows, usualTotal + usualTotal) == nil)
        #expect(share(Array(rows.dropFirst(2)), none - usualTotal)?.orders.isEmpty == true)
        #expect(share([], none) == nil)
    }

    /// From our own address; like ours, or of our bundle, without an address; without content.
    @Test func `what may be one of ours accounts for nothing`() {
        for row in [
            listed("r", [ListedItem("B")], from: home), listed("r"),
            listed("r", [ListedItem("A", 2)]), listed("r", []),
        ] {
            #expect(share([row], usualTotal) == nil)
        }
        #expect(share([listed("r", at: -1, from: Self.elsewhere)], usualTotal) == nil)
        #expect(share([listed("ours", from: Self.elsewhere)], usualTotal) == nil)
    }

    @Test(arguments: [
        (ProviderStatus.completed, 1), (ProviderStatus("processing"), 1),
        (ProviderStatus("cancelled"), 0), (ProviderStatus("refunded"), 0),
        (ProviderStatus.failed, 0),
    ])
    func `what was not paid in the end explains no money`(status: ProviderStatus, count: Int) {
        let row = listed("r", status: status, from: Self.elsewhere)
        #expect(evidence([row]).othersMoney(since: moment(0)).orders.count == count)
    }

    @Test func `what is on its way is not paid yet`() {
        let rows = [
            listed("r", status: ProviderStatus("processing")), listed("s"),
            listed("t", [ListedItem("", type: "topup")], status: ProviderStatus("pending")),
            listed("u", [ListedItem("", type: "topup")]),
        ]
        let money = evidence(rows).othersMoney(since: moment(0), isPaid: true)
        #expect(money.orders.map(\.reference) == [reference("s")])
        #expect(money.topUps.map(\.reference) == [reference("u")])
    }

    @Test func `an order like ours that was made while ours was under way may be its repetition`() {
        let elsewhere = Self.elsewhere
        for seconds: Int64 in [98, 103, 107] {
            #expect(isRepetition(listed("r", at: seconds, from: elsewhere)))
        }
        for seconds: Int64? in [97, 108, nil] {
            #expect(!isRepetition(listed("r", at: seconds, from: elsewhere)))
        }
        #expect(!isRepetition(listed("r", [ListedItem("A", 2)], at: 103, from: elsewhere)))
        #expect(!isRepetition(listed("r", at: 103, from: elsewhere), lasted: nil))
    }
}
