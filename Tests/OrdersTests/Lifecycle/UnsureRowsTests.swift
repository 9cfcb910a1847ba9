// Rows that tell little, or tell it otherwise than expected, never prove that nothing was bought.

import Orders
import Testing

@Suite struct UnsureRowsTests {
    private static let topUp = [item("A", on: [1])]
    private static let dismissedTopUp = DismissedAttempt(
        order: "b/TOP#1", items: topUp,
        times: AttemptTimes(startedAt: moment(0), deadline: moment(120)))

    @Test(arguments: [
        [ListedItem("A", 0)], [ListedItem("", 1)], [ListedItem("A"), ListedItem("", 0)],
    ])
    func `a row whose content cannot be read could be any order`(items: [ListedItem]) {
        let found = evidence([listed("r", items)], settled: true)
        #expect(verdicts([attempt(1)], found) == [1: "person"])
    }

    @Test(arguments: [false, true])
    func `a row without a reference is never taken over, and leaves what is like it in doubt`(
        settled: Bool
    ) {
        let row = ListedOrder(
            reference: reference("made-up"), isNamed: false, status: .completed,
            created: moment(1), total: usualTotal, assigned: true, sourceIP: nil,
            items: [ListedItem("A").item])
        let found = evidence([row], settled: settled)
        #expect(verdicts([attempt(1)], found) == [1: settled ? "person" : "wait"])
        #expect(
            verdicts([attempt(1, [item("B")], expected: dollars("9"))], found)
                == [1: settled ? "absent" : "wait"])
    }

    /// One like it may have been there before, and this one be ours.
    @Test(arguments: [nil, 1] as [Int64?])
    func `a row without reference and date is not known from before`(seconds: Int64?) {
        let row = ListedOrder(
            reference: reference("made-up"), isNamed: false, status: .completed,
            created: seconds.map(moment), total: usualTotal, assigned: true, sourceIP: nil,
            items: [ListedItem("A").item])
        let found = evidence([row], settled: true, baseline: ["made-up"])
        #expect(verdicts([attempt(1)], found) == [1: seconds == nil ? "person" : "absent"])
    }

    @Test func `the same bundles in other items are no proof of absence`() {
        let found = evidence(
            [listed("r", [ListedItem("A"), ListedItem("A")], total: dollars("9"))], settled: true)
        #expect(verdicts([attempt(1, [item("A", 2)])], found) == [1: "person"])
        #expect(verdicts([attempt(1, [item("B", 3)])], found) == [1: "absent"])
        let merged = evidence([listed("r", [ListedItem("A", 3)])], settled: true)
        let mixed = [item("A", 2), item("A", on: [7])]
        #expect(verdicts([attempt(1, mixed)], merged) == [1: "person"])
    }

    @Test func `what is surely one attempt's is no other's that it could mean`() {
        let attempts = [attempt(1, [item("A"), item("A")]), attempt(2, [item("A", 2)])]
        let found = evidence([listed("r", [ListedItem("A"), ListedItem("A")])])
        #expect(verdicts(attempts, found) == [1: "adopt r", 2: "wait"])
    }

    /// Nobody says whether it was charged, or whether it may yet be delivered.
    @Test(arguments: [false, true])
    func `an order that is called failed is neither adopted nor sent again`(settled: Bool) {
        let found = evidence([listed("r", status: .failed)], settled: settled)
        #expect(verdicts([attempt(1)], found) == [1: settled ? "person" : "wait"])
        let others = evidence(
            [listed("r", [ListedItem("Z")], status: .failed)], settled: settled)
        #expect(verdicts([attempt(1)], others) == [1: settled ? "absent" : "wait"])
    }

    @Test func `a failed order of others hinders no adoption`() {
        let rows = [listed("r"), listed("s", [ListedItem("Z")], status: .failed)]
        #expect(verdicts([attempt(1)], evidence(rows)) == [1: "adopt r"])
    }

    @Test(arguments: [false, true])
    func `what may be a dismissed top-up's is adopted for no new eSIM`(settled: Bool) {
        let found = evidence(
            [listed("r")], settled: settled, dismissed: [Self.dismissedTopUp])
        #expect(verdicts([attempt(2)], found) == [2: "person"])
    }

    @Test func `what names a dismissed top-up's eSIM is nothing to a new one`() {
        let found = evidence(
            [listed("r", [ListedItem("A", on: [1])])], settled: true,
            dismissed: [Self.dismissedTopUp])
        #expect(verdicts([attempt(2)], found) == [2: "absent"])
    }

    @Test func `an equal attempt that was dismissed leaves its successor's order alone`() {
        let before = DismissedAttempt(
            order: "b/NEW#1", items: [item("A")],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120)))
        let found = evidence([listed("r", at: 200)], dismissed: [before])
        #expect(verdicts([attempt(2, at: 190)], found) == [2: "adopt r"])
    }

    @Test func `no order for new eSIMs brings one that the ledger knows`() {
        let found = evidence(
            [listed("r", [ListedItem("A", on: [5])])], settled: true, known: [5])
        #expect(verdicts([attempt(1)], found) == [1: "person"])
        #expect(
            verdicts([attempt(1, [item("A", on: [5])])], found) == [1: "adopt r"])
    }

    @Test(arguments: [
        (listed("r", total: dollars("6.85")), "has another price"),
        (listed("r", at: 3 * 3_600), "is of another time"),
        (listed("r", from: "203.0.113.9"), "came from another address than our orders"),
        (listed("r", [ListedItem("A", on: [1])], from: home), "is on an eSIM that another order"),
        (listed("r", assigned: false), "put nothing on an eSIM"),
        (listed("r", status: .failed), "is called failed"),
        (listed("r", [ListedItem("a")]), "is written otherwise"),
        (listed("r", []), "does not say what was bought"),
        (
            listed("r", at: 3 * 3_600, total: dollars("9"), from: "203.0.113.9"),
            "is of another time and came from another address than our orders"
        ),
    ])
    func `who has to decide reads what speaks against a listed order`(
        row: ListedOrder, words: String
    ) {
        let found = evidence([row], settled: true, addresses: [home], known: [1])
        #expect(personReason([attempt(1)], found)?.contains("could be it, but \(words)") == true)
    }
}
