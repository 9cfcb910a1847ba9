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
        !evidence([order], lasted: lasted).repetitions(among: [order], since: moment(0)).isEmpty
    }

    @Test(arguments: [
        (ProviderStatus.completed, 1), (ProviderStatus("processing"), 1),
        (ProviderStatus("cancelled"), 0), (ProviderStatus("refunded"), 0),
        (ProviderStatus.failed, 0),
    ])
    func `what was not paid in the end explains no money`(status: ProviderStatus, count: Int) {
        let row = listed("r", status: status, from: "198.51.100.9")
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
        let elsewhere = "198.51.100.9"
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
