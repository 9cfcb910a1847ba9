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

    private func ours(_ order: ListedOrder, lasted: Duration? = .seconds(5)) -> Int {
        evidence([order], lasted: lasted).possiblyOurs(
            among: [order], attempted: [[item("A")]], since: moment(0)
        ).count
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

    @Test func `an order like ours that was made while ours was under way may be its repetition`() {
        let elsewhere = "198.51.100.9"
        #expect(ours(listed("r", at: 103, from: elsewhere)) == 1)
        #expect(ours(listed("r", at: 75, from: elsewhere)) == 1)
        #expect(ours(listed("r", at: 130, from: elsewhere)) == 1)
        #expect(ours(listed("r", at: 140, from: elsewhere)) == 0)
        #expect(ours(listed("r", at: 60, from: elsewhere)) == 0)
        #expect(ours(listed("r", [ListedItem("A", 2)], at: 103, from: elsewhere)) == 0)
        #expect(ours(listed("r", at: 103, from: elsewhere), lasted: nil) == 0)
        // From our own address at whatever time.
        #expect(ours(listed("r", at: 140, from: home)) == 1)
    }
}
