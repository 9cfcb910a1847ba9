// Orders that somebody else made on the same account, and what they make unsure.

import Orders
import Testing

@Suite struct StrangersTests {
    private static let elsewhere = "203.0.113.9"

    @Test func `an order that was never sent makes adoption a person's decision`() {
        let rows = [listed("r"), listed("s", [ListedItem("Z", 7)])]
        let found = evidence(rows)
        #expect(verdicts([attempt(1)], found) == [1: "person"])
        #expect(personReason([attempt(1)], found)?.contains("somebody else") == true)
    }

    @Test func `an order that was never sent does not make an absent one present`() {
        let found = evidence(
            [listed("s", [ListedItem("Z", 7)], total: dollars("9"))], settled: true)
        #expect(verdicts([attempt(1)], found) == [1: "absent"])
    }

    @Test(arguments: ["owned", "baseline", "early"])
    func `an order of others from before switches nothing off`(kind: String) {
        let stranger = listed("s", [ListedItem("Z")], at: kind == "early" ? -301 : 1)
        let found = evidence(
            [listed("r"), stranger], owned: kind == "owned" ? ["s"] : [],
            baseline: kind == "baseline" ? ["s"] : [])
        #expect(verdicts([attempt(1)], found) == [1: "adopt r"])
    }

    /// A doubt that waits for a person for days says nothing of what is sent tonight.
    @Test func `an older doubt about something else switches nothing off`() {
        let old = attempt(1, [item("B")], at: -2 * 86_400)
        let stranger = listed("s", [ListedItem("Z")], at: -86_400)
        let rows = [listed("r"), stranger]
        #expect(verdicts([old, attempt(2)], evidence(rows)) == [1: "wait", 2: "adopt r"])
        let beside = rows + [listed("b", [ListedItem("B")], at: -2 * 86_400 + 1)]
        #expect(
            verdicts([old, attempt(2)], evidence(beside)) == [1: "person", 2: "adopt r"])
    }

    @Test func `an older doubt about the same switches counting off`() {
        let stranger = listed("s", [ListedItem("Z")], at: -86_400)
        let rows = [listed("r"), stranger]
        #expect(
            verdicts([attempt(1, at: -2 * 86_400), attempt(2)], evidence(rows))
                == [1: "person", 2: "person"])
    }

    @Test func `an order like ours from elsewhere does not count and leaves ours provable`() {
        let rows = [
            listed("r", from: home), listed("s", at: 0, from: Self.elsewhere),
            listed("t", [ListedItem("Z")], from: Self.elsewhere),
        ]
        #expect(
            verdicts([attempt(1)], evidence(rows, addresses: [home])) == [1: "adopt r"])
        #expect(
            verdicts([attempt(1), attempt(2, at: 5)], evidence(rows, addresses: [home]))
                == [1: "adopt r", 2: "wait"])
    }

    @Test func `beside an order from elsewhere one without an address proves nothing`() {
        let rows = [listed("r"), listed("s", from: Self.elsewhere)]
        #expect(verdicts([attempt(1)], evidence(rows, addresses: [home])) == [1: "person"])
    }

    @Test func `a stranger without an address may have bought ours too`() {
        let rows = [listed("r", from: home), listed("t", [ListedItem("Z")])]
        #expect(verdicts([attempt(1)], evidence(rows, addresses: [home])) == [1: "person"])
    }

    @Test func `several addresses of ours are all ours`() {
        let rows = [listed("r", from: home), listed("s", from: "192.0.2.2")]
        let found = evidence(rows, addresses: [home, "192.0.2.2"])
        #expect(
            verdicts([attempt(1), attempt(2, at: 5)], found) == [1: "adopt r", 2: "adopt s"])
    }

    @Test func `addresses tell nothing before one of ours is known`() {
        let rows = [listed("r", from: Self.elsewhere)]
        #expect(verdicts([attempt(1)], evidence(rows)) == [1: "adopt r"])
    }

    @Test func `an order like ours from elsewhere is not adopted`() {
        let found = evidence([listed("r", from: Self.elsewhere)], addresses: [home])
        #expect(verdicts([attempt(1)], found)[1]?.hasPrefix("adopt") == false)
    }

    /// Our own address may have changed: then the row is our purchase, and sending it again would
    /// buy it twice.
    @Test func `an order like ours from elsewhere is no proof that ours was not bought`() {
        let found = evidence(
            [listed("r", from: Self.elsewhere)], settled: true, addresses: [home])
        #expect(verdicts([attempt(1)], found) == [1: "person"])
    }

    @Test(arguments: ["6.85", "6.83", "0", "13.68"])
    func `an order at another total is not adopted`(total: String) {
        let found = evidence([listed("r", total: dollars(total))])
        #expect(verdicts([attempt(1)], found)[1]?.hasPrefix("adopt") == false)
    }

    /// The price may have changed between the quote and the purchase.
    @Test(arguments: ["6.85", "6.83"])
    func `an order at another total is no proof that ours was not bought`(total: String) {
        let found = evidence([listed("r", total: dollars(total))], settled: true)
        #expect(verdicts([attempt(1)], found) == [1: "person"])
    }

    @Test func `a total in another currency is another total`() {
        let euros = Money(minorUnits: usualTotal.minorUnits, currency: sample(Currency("EUR")))
        let found = evidence([listed("r", total: euros)])
        #expect(verdicts([attempt(1)], found)[1]?.hasPrefix("adopt") == false)
    }

    @Test func `a row without a total may be ours`() {
        #expect(verdicts([attempt(1)], evidence([listed("r", total: nil)])) == [1: "adopt r"])
    }

    @Test func `ours beside one at another total is a person's`() {
        let rows = [listed("r"), listed("s", total: dollars("9.99"))]
        #expect(verdicts([attempt(1)], evidence(rows)) == [1: "person"])
    }

    /// Equal orders of two runs may have been quoted at two prices.
    @Test(arguments: ["6.84", "7.00"])
    func `an order at the price of either attempt is never bought once more for both`(
        total: String
    ) {
        let attempts = [attempt(1), attempt(2, at: 10, expected: dollars("7.00"))]
        let found = evidence([listed("r", at: 12, total: dollars(total))], settled: true)
        let absent = verdicts(attempts, found).values.filter { $0 == "absent" }
        #expect(absent.count <= 1)
    }

    @Test func `orders at the prices of both attempts are both adopted`() {
        let attempts = [attempt(1), attempt(2, at: 10, expected: dollars("7.00"))]
        let rows = [listed("r", at: 1), listed("s", at: 11, total: dollars("7.00"))]
        #expect(verdicts(attempts, evidence(rows)) == [1: "adopt r", 2: "adopt s"])
    }

    @Test func `a purchase into the inventory is not adopted and not passed over`() {
        let row = listed("r", assigned: false)
        #expect(verdicts([attempt(1)], evidence([row])) == [1: "wait"])
        #expect(verdicts([attempt(1)], evidence([row], settled: true)) == [1: "person"])
        #expect(verdicts([attempt(1)], evidence([row, listed("s")])) == [1: "person"])
    }

    @Test func `a row that does not say whether it is assigned may be ours`() {
        #expect(verdicts([attempt(1)], evidence([listed("r", assigned: nil)])) == [1: "adopt r"])
    }
}
