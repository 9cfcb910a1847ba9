// Equal orders are counted: as many as the provider lists are adopted, and the rest waits.

import Orders
import Testing

@Suite struct CountingTests {
    @Test func `no attempts need no verdict`() {
        #expect(reconcile([], by: evidence([listed("r")], settled: true)).isEmpty)
    }

    @Test(arguments: [false, true])
    func `as many listed as sent are all adopted, waited or not`(settled: Bool) {
        let attempts = [attempt(1), attempt(2, at: 10), attempt(3, at: 20)]
        let rows = [listed("c", at: 21), listed("a", at: 1), listed("b", at: 11)]
        #expect(
            verdicts(attempts, evidence(rows, settled: settled))
                == [1: "adopt a", 2: "adopt b", 3: "adopt c"])
    }

    @Test func `fewer listed than sent are adopted and the rest waits`() {
        let attempts = [attempt(2, at: 10), attempt(1), attempt(3, at: 20)]
        #expect(
            verdicts(attempts, evidence([listed("r", at: 12)]))
                == [1: "adopt r", 2: "wait", 3: "wait"])
    }

    @Test func `after the wait what is not listed is absent`() {
        let attempts = [attempt(1), attempt(2, at: 10), attempt(3, at: 20)]
        #expect(
            verdicts(attempts, evidence([listed("r", at: 12)], settled: true))
                == [1: "adopt r", 2: "absent", 3: "absent"])
        #expect(
            verdicts(attempts, evidence([], settled: true)).values.allSatisfy { $0 == "absent" })
    }

    @Test func `an empty list before the wait decides nothing`() {
        #expect(verdicts([attempt(1)], evidence([])) == [1: "wait"])
    }

    @Test func `of equal starts the earlier attempt adopts the earlier order`() {
        let attempts = [attempt(8), attempt(7)]
        #expect(
            verdicts(attempts, evidence([listed("b", at: 2), listed("a", at: 2)]))
                == [7: "adopt a", 8: "adopt b"])
    }

    @Test func `what was sent again once and is absent again is a person's`() {
        let attempts = [
            attempt(1, replacements: Limits.automaticReplacements), attempt(2, [item("B")]),
        ]
        let found = evidence([], settled: true)
        #expect(verdicts(attempts, found) == [1: "person", 2: "absent"])
        #expect(verdicts(attempts, evidence([])) == [1: "wait", 2: "wait"])
        #expect(personReason(attempts, found)?.contains("second time") == true)
    }

    @Test func `what a person was asked about once is not said to have been sent twice`() {
        let found = evidence([], settled: true)
        let asked = "2.28 USD more is gone than was bought"
        let reason = personReason([attempt(1, asked: asked)], found)
        #expect(reason?.hasSuffix(asked) == true)
        #expect(reason?.contains("sent twice") == false)
        // However often it is looked up.
        #expect(personReason([attempt(1, asked: reason)], found) == reason)
        let most = Limits.automaticReplacements
        let twice = personReason([attempt(1, replacements: most)], found)
        #expect(twice?.contains("sent twice") == true)
        #expect(personReason([attempt(1, replacements: most, asked: twice)], found) == twice)
    }

    /// It would have another's order, and the other be called absent.
    @Test func `an older attempt of the same does not take what is tonight's`() {
        let old = attempt(1, at: -3 * 86_400, expected: dollars("4.00"), asked: "behind")
        let found = evidence([listed("r")], settled: true)
        #expect(verdicts([old, attempt(2)], found) == [1: "person", 2: "adopt r"])
        let both = evidence(
            [listed("r"), listed("o", at: -3 * 86_400, total: dollars("4.00"))], settled: true)
        #expect(verdicts([old, attempt(2)], both) == [1: "adopt o", 2: "adopt r"])
    }

    @Test func `what was sent again and is listed is adopted`() {
        let again = attempt(1, replacements: Limits.automaticReplacements)
        #expect(verdicts([again], evidence([listed("r")], settled: true)) == [1: "adopt r"])
    }

    @Test(arguments: [false, true])
    func `beside an equal order in a person's hands nothing is adopted`(settled: Bool) {
        let attempts = [attempt(1), attempt(2, at: 10)]
        let found = evidence([listed("r", at: 11)], settled: settled)
        #expect(verdicts(attempts, judged: [1], found) == [2: "person"])
        #expect(
            verdicts(attempts, judged: [1], evidence([], settled: settled))
                == [2: settled ? "absent" : "wait"])
    }

    @Test func `time and price must fit the same attempt`() {
        let attempts = [attempt(1), attempt(2, at: 7_200, expected: dollars("7.00"))]
        let found = evidence([listed("r", at: 1, total: dollars("7.00"))], settled: true)
        #expect(verdicts(attempts, found) == [1: "person", 2: "person"])
    }

    @Test(arguments: [false, true], [1, 2, 5])
    func `more listed than sent is a person's and nothing is sent again`(
        settled: Bool, surplus: Int
    ) {
        let attempts = [attempt(1), attempt(2)]
        let rows = (0..<2 + surplus).map { listed("r\($0)", at: Int64($0)) }
        let found = evidence(rows, settled: settled)
        #expect(verdicts(attempts, found) == [1: "person", 2: "person"])
        #expect(personReason(attempts, found)?.contains("more such orders") == true)
    }

    @Test func `more of one order leaves the counting of another alone`() {
        let attempts = [attempt(1), attempt(2, [item("B")])]
        let rows = [listed("a"), listed("b"), listed("c", [ListedItem("B")])]
        #expect(verdicts(attempts, evidence(rows)) == [1: "person", 2: "adopt c"])
    }

    @Test(arguments: ["owned", "baseline", "failed", "refund", "top-up", "too early"])
    func `a row that cannot be the purchase is passed over`(kind: String) {
        let row =
            switch kind {
            case "failed": listed("r", at: -301, status: .failed)
            case "refund": listed("r", [ListedItem("A", type: "refund")])
            case "top-up": listed("r", [ListedItem("", type: "topup")])
            case "too early": listed("r", at: -3_601)
            default: listed("r")
            }
        let owned = kind == "owned" ? ["r"] : []
        let baseline = kind == "baseline" ? ["r"] : []
        func found(_ rows: [ListedOrder], _ settled: Bool) -> Evidence {
            evidence(rows, settled: settled, owned: owned, baseline: baseline)
        }
        #expect(verdicts([attempt(1)], found([row], false)) == [1: "wait"])
        #expect(verdicts([attempt(1)], found([row], true)) == [1: "absent"])
        // Nor does it stand in the way of the real one.
        #expect(verdicts([attempt(1)], found([row, listed("s")], true)) == [1: "adopt s"])
    }

    @Test func `a row may be older than the attempt by the margin and no more`() {
        let margin = reconciliationMargin.components.seconds
        let first = attempt(1, at: 1_000)
        #expect(
            verdicts([first], evidence([listed("r", at: 1_000 - margin)])) == [1: "adopt r"])
        #expect(verdicts([first], evidence([listed("r", at: 999 - margin)])) == [1: "wait"])
    }

    @Test func `the window is that of the attempts that buy the same`() {
        let attempts = [attempt(1, [item("B")], at: 0), attempt(2, at: 5_000)]
        let early = evidence([listed("r", at: 10)], settled: true)
        #expect(verdicts(attempts, early) == [1: "absent", 2: "person"])
        #expect(
            verdicts(attempts, evidence([listed("r", at: 4_700)])) == [1: "wait", 2: "adopt r"])
    }

    /// Deadline 120 s, 900 s to settle, 300 s of margin.
    @Test func `a row later than the provider can still have booked it is not adopted`() {
        #expect(verdicts([attempt(1)], evidence([listed("r", at: 1_320)])) == [1: "adopt r"])
        #expect(verdicts([attempt(1)], evidence([listed("r", at: 1_321)])) == [1: "wait"])
    }

    @Test(arguments: [-3_600, -301, 1_321, 100_000])
    func `a row like ours at a doubtful time forbids to call ours absent`(seconds: Int64) {
        let row = listed("r", at: seconds)
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([row], settled: true)) == [1: "person"])
    }

    @Test func `a row that does not tell what it is for may be anything`() {
        let row = listed("r", [])
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([row], settled: true)) == [1: "person"])
        #expect(verdicts([attempt(1)], evidence([row, listed("s")])) == [1: "person"])
    }

    @Test(arguments: [false, true])
    func `an attempt from the future is a person's unless it is listed`(settled: Bool) {
        var found = evidence([], settled: settled)
        found.now = moment(-301)
        #expect(verdicts([attempt(1)], found) == [1: "person"])
        found.listing = OrderListing(orders: [listed("r")])
        #expect(verdicts([attempt(1)], found) == [1: "adopt r"])
        found.listing = OrderListing(orders: [])
        found.now = moment(-300)
        #expect(verdicts([attempt(1)], found) == [1: settled ? "absent" : "wait"])
    }

    @Test func `listings agree by the rows that are or could be ours`() {
        let rows = [
            listed("ours"), listed("late", at: 9_000), listed("dear", total: dollars("99")),
            listed("silent", []), listed("other", [ListedItem("Z")], total: dollars("9")),
            listed("owned"),
            listed("before"), listed("failed", status: .failed), listed("old", at: -3_601),
        ]
        let found = evidence(rows, owned: ["owned"], baseline: ["before"])
        #expect(
            Set((lookalikes(of: [attempt(1)], in: found).values.first ?? []).map(\.text))
                == ["ours", "late", "dear", "silent", "failed"])
        #expect(lookalikes(of: [], in: found).isEmpty)
    }

    @Test func `a row without a date counts and comes last`() {
        let attempts = [attempt(1), attempt(2, at: 10)]
        #expect(verdicts([attempt(1)], evidence([listed("r", at: nil)])) == [1: "adopt r"])
        #expect(
            verdicts(attempts, evidence([listed("a", at: nil), listed("b", at: 1_000)]))
                == [1: "adopt b", 2: "adopt a"])
    }

    @Test func `an unfinished order is a purchase too`() {
        let row = listed("r", status: .unfinished("processing"), assigned: false)
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "adopt r"])
    }

    @Test(arguments: [
        [ListedItem("A"), ListedItem("B", 2)], [ListedItem("B", 2), ListedItem("A")],
    ])
    func `items may be listed in any order`(items: [ListedItem]) {
        let mixed = attempt(1, [item("A"), item("B", 2)])
        #expect(verdicts([mixed], evidence([listed("r", items)])) == [1: "adopt r"])
    }

    /// The provider may have cut the order short, made it larger, or sold it beside another.
    @Test(arguments: [
        [ListedItem("A", 2)], [ListedItem("A"), ListedItem("A")],
        [ListedItem("A"), ListedItem("B")],
    ])
    func `an order for the same bundle in another number is doubt`(items: [ListedItem]) {
        let row = listed("r", items, total: dollars("9"))
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([row], settled: true)) == [1: "person"])
        let early = listed("r", items, at: -400, total: dollars("9"))
        #expect(verdicts([attempt(1)], evidence([early], settled: true)) == [1: "absent"])
    }

    @Test(arguments: [[ListedItem("B")], [ListedItem("A", type: "topup")]])
    func `an order of anything else is never adopted`(items: [ListedItem]) {
        let row = listed("r", items, total: dollars("9"))
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([row], settled: true)) == [1: "absent"])
    }

    @Test func `an order of another name that costs the same may be it`() {
        let renamed = listed("r", [ListedItem("A_V3")])
        #expect(verdicts([attempt(1)], evidence([renamed])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([renamed], settled: true)) == [1: "person"])
        // Not if it was bought elsewhere, or at another time.
        let elsewhere = listed("r", [ListedItem("A_V3")], from: "203.0.113.9")
        #expect(
            verdicts([attempt(1)], evidence([elsewhere], settled: true, addresses: ["192.0.2.1"]))
                == [1: "absent"])
        let later = listed("r", [ListedItem("A_V3")], at: 9_000)
        #expect(verdicts([attempt(1)], evidence([later], settled: true)) == [1: "absent"])
        // And not where it is another attempt's.
        let both = [attempt(1), attempt(2, [item("A_V3")])]
        #expect(
            verdicts(both, evidence([renamed], settled: true)) == [1: "absent", 2: "adopt r"])
    }

    @Test(arguments: [
        [ListedItem("a")], [ListedItem(" A ")], [ListedItem("A"), ListedItem("A", type: "topup")],
        [ListedItem("A", type: "esimbundle")], [ListedItem("A"), ListedItem("VAT", type: "tax")],
    ])
    func `an order that may be ours, written otherwise, is neither adopted nor absent`(
        items: [ListedItem]
    ) {
        #expect(verdicts([attempt(1)], evidence([listed("r", items)])) == [1: "wait"])
        #expect(
            verdicts([attempt(1)], evidence([listed("r", items)], settled: true)) == [1: "person"])
    }

    @Test func `a list that does not tell where it ends proves no absence`() {
        #expect(verdicts([attempt(1)], evidence([], settled: true)) == [1: "absent"])
        #expect(verdicts([attempt(1)], evidence([], settled: true, isFull: false)) == [1: "person"])
        // What it shows counts all the same.
        let found = evidence([listed("r")], settled: true, isFull: false)
        #expect(verdicts([attempt(1)], found) == [1: "adopt r"])
    }

    @Test func `a list without an order that was confirmed to us proves no absence`() {
        let attempts = [attempt(1)]
        let behind = evidence([], settled: true, owned: ["r"], confirmed: [("r", at: 1)])
        #expect(verdicts(attempts, behind) == [1: "person"])
        let found = evidence(
            [listed("s", at: 2)], settled: true, owned: ["r"], confirmed: [("r", at: 1)])
        #expect(verdicts(attempts, found) == [1: "adopt s"])
        let full = evidence(
            [listed("r", at: 1)], settled: true, owned: ["r"], confirmed: [("r", at: 1)])
        #expect(verdicts(attempts, full) == [1: "absent"])
        // What was there before the attempt is not to disappear either.
        let earlier = evidence([], settled: true, owned: ["r"], confirmed: [("r", at: -3_000)])
        #expect(verdicts(attempts, earlier) == [1: "person"])
        // What was confirmed before the time that the list is about is not asked for.
        let before = evidence([], settled: true, owned: ["r"], confirmed: [("r", at: -3_500)])
        #expect(verdicts(attempts, before) == [1: "absent"])
        // A list that tells a confirmed order otherwise may tell the lost one so as well.
        let strange = evidence(
            [listed("r", [ListedItem("B")], at: 1)], settled: true, owned: ["r"],
            confirmed: [("r", at: 1)])
        #expect(verdicts(attempts, strange) == [1: "person"])
    }
}
