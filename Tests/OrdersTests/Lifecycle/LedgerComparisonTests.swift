// Orders of ours that the ledger does not know make it an old copy, whatever the row tells of them.

import Orders
import Testing

@Suite struct LedgerComparisonTests {
    private static let topUp = Fingerprint([item("A", on: [1])])

    /// What a ledger whose newest order is of moment 100 says of a row that it does not own.
    private func missed(_ row: ListedOrder, buying: Set<Fingerprint>) -> [String] {
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [], newest: moment(100))
        let comparison = compare(
            ledgerWith: Evidence(
                listing: OrderListing(orders: [row]), knowledge: knowledge, isSettled: false),
            since: moment(0), open: [], buying: buying,
            isTrusted: false)
        guard case .outdated(let orders, _) = comparison else { return [] }
        return orders.map(\.reference.text)
    }

    @Test func `a newer order on the eSIM that is about to be topped up makes the ledger old`() {
        let row = listed("r", [ListedItem("A", on: [1])], at: 200)
        #expect(missed(row, buying: [Self.topUp]) == [row.reference.text])
        #expect(missed(listed("r", [ListedItem("A", on: [1])], at: 50), buying: [Self.topUp]) == [])
    }

    @Test func `a row that names no eSIM may be of any`() {
        let row = listed("r", at: 200)
        #expect(missed(row, buying: [Self.topUp]) == [row.reference.text])
        #expect(missed(row, buying: [Fingerprint([item("B", on: [1])])]) == [])
        #expect(missed(row, buying: [Fingerprint([item("A", on: [1, 2])])]) == [])
    }

    @Test func `a row that names another eSIM is no top-up of ours`() {
        let row = listed("r", [ListedItem("A", on: [2])], at: 200)
        #expect(missed(row, buying: [Self.topUp]) == [])
        #expect(missed(row, buying: [Fingerprint([item("A")])]) == [row.reference.text])
    }

    @Test func `a ledger that buys nothing is not kept from delivering, and forgets nothing`() {
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [Fingerprint([item("A")])],
            newest: moment(100))
        let row = listed("r", at: 200)
        func compared(buying: Set<Fingerprint>) -> LedgerComparison {
            compare(
                ledgerWith: Evidence(
                    listing: OrderListing(orders: [row]), knowledge: knowledge, isSettled: false),
                since: moment(0), open: [], buying: buying, isTrusted: false)
        }
        #expect(compared(buying: [Fingerprint([item("B")])]) == .outdated([row], turnedUp: []))
        #expect(
            compared(buying: [])
                == .sound(Baseline(strangers: [row], unexplained: [row.reference])))
    }

    @Test func `a row without a date may be newer than anything`() {
        #expect(missed(listed("r", at: nil), buying: [Fingerprint([item("A")])]).count == 1)
    }

    @Test func `what a person was shown is no sign of an old copy, and turns up no more`() {
        let dismissed = DismissedAttempt(
            order: "b/A#1", items: [item("A")],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120)),
            shown: [reference("r"), reference("s")])
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [Fingerprint([item("A")])],
            newest: moment(5), dismissed: [dismissed])
        let comparison = compare(
            ledgerWith: Evidence(
                listing: OrderListing(orders: [listed("r", at: 10), listed("s", at: 11)]),
                knowledge: knowledge, isSettled: false),
            since: moment(0), open: [], buying: [Fingerprint([item("A")])], isTrusted: false)
        guard case .sound(let baseline) = comparison else {
            Issue.record("\(comparison)")
            return
        }
        #expect(baseline.strangers.count == 2 && baseline.unexplained.isEmpty)
    }

    @Test(arguments: [false, true])
    func `a dismissed order turns up with and without a date`(isDated: Bool) {
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [], newest: moment(100),
            dismissed: [
                DismissedAttempt(
                    order: "b/A#1", items: [item("A")],
                    times: AttemptTimes(startedAt: moment(0), deadline: moment(120)))
            ])
        let row = listed("r", at: isDated ? 10 : nil)
        let comparison = compare(
            ledgerWith: Evidence(
                listing: OrderListing(orders: [row]), knowledge: knowledge, isSettled: false),
            since: moment(0), open: [], buying: [],
            isTrusted: false)
        guard case .turnedUp(let orders) = comparison else {
            Issue.record("\(comparison)")
            return
        }
        #expect(orders.map(\.order.reference) == [row.reference])
    }

    /// `B` is in doubt since moment 50; everything from our address at its time is vaguely like it.
    private func compared(
        _ rows: [ListedOrder], dismissed: [DismissedAttempt] = [],
        buying: OrderItem = item("A"),
        open: [UnconfirmedAttempt] = [attempt(1, [item("B", 2)], at: 50)], isTrusted: Bool = false
    ) -> LedgerComparison {
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [home],
            fingerprints: [Fingerprint([item("A")]), Fingerprint([item("B", 2)])],
            newest: moment(55), dismissed: dismissed)
        return compare(
            ledgerWith: Evidence(
                listing: OrderListing(orders: rows), knowledge: knowledge, isSettled: false),
            since: moment(-1_000), open: open, buying: [Fingerprint([buying])],
            isTrusted: isTrusted)
    }

    @Test func `an open doubt hides no order that turned up, and none that a copy forgot`() {
        let row = listed("r", at: 60)
        let refused = DismissedAttempt(
            order: "b/A#1", items: [item("A")],
            times: AttemptTimes(startedAt: moment(40), deadline: moment(160)), isRefusal: true)
        #expect(
            compared([row], dismissed: [refused])
                == .turnedUp([TurnedUp(order: row, attempt: refused)]))
        #expect(compared([row]) == .outdated([row], turnedUp: []))
        // One that can be what is in doubt is for reconciling to decide.
        let answering = listed("s", [ListedItem("B", 2)], at: 60)
        guard case .sound = compared([answering]) else {
            Issue.record("what is in doubt makes an old copy")
            return
        }
        // Of another day it is not, which matters as soon as more like it is to be bought.
        let later = listed("t", [ListedItem("B", 2)], at: 90_000)
        #expect(compared([later], buying: item("B", 2)) == .outdated([later], turnedUp: []))
        guard case .sound = compared([later]) else {
            Issue.record("a colleague's order like what is in doubt stops whatever is bought")
            return
        }
    }

    @Test func `what was shown for something else, or for another day, still counts`() {
        func denied(_ items: [OrderItem], at start: Int64) -> DismissedAttempt {
            DismissedAttempt(
                order: "b/B#1", items: items,
                times: AttemptTimes(startedAt: moment(start), deadline: moment(start + 120)),
                shown: [reference("r")])
        }
        let row = listed("r", at: 60)
        #expect(
            compared([row], dismissed: [denied([item("B", 2)], at: 50)], open: [])
                == .outdated([row], turnedUp: []))
        #expect(
            compared([row], dismissed: [denied([item("A")], at: -90_000)], open: [])
                == .outdated([row], turnedUp: []))
        guard case .sound = compared([row], dismissed: [denied([item("A")], at: 50)], open: [])
        else {
            Issue.record("what was denied is asked about again")
            return
        }
    }

    @Test func `who is asked to vouch for one order is told of the others`() {
        let dismissed = DismissedAttempt(
            order: "b/B#1", items: [item("B", 2)],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120)))
        let rows = [listed("r", at: 60), listed("s", [ListedItem("B", 2)], at: 10)]
        #expect(
            compared(rows, dismissed: [dismissed], open: [])
                == .outdated(
                    [rows[0]], turnedUp: [TurnedUp(order: rows[1], attempt: dismissed)]))
    }

    @Test func `who vouches for one vouches for what is named beside it, once and for all`() {
        let dismissed = DismissedAttempt(
            order: "b/B#1", items: [item("B", 2)],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120)))
        let rows = [
            listed("r", at: 60), listed("s", [ListedItem("B", 2)], at: -200),
            listed("t", [ListedItem("Z")], at: 60),
        ]
        guard
            case .sound(let baseline) = compared(
                rows, dismissed: [dismissed], open: [attempt(1, [item("C")], at: 50)],
                isTrusted: true)
        else {
            Issue.record("what is vouched for is still asked about")
            return
        }
        #expect(baseline.trusted == [reference("r"), reference("s")])
        #expect(Set(baseline.strangers.map(\.reference)) == [reference("r"), reference("s")])
    }

    @Test func `what was refused, and bought since, turns up where it is from our own address`() {
        let refused = DismissedAttempt(
            order: "b/B#1", items: [item("B", 2)],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120)), isRefusal: true,
            since: .bought(reference("x")))
        let row = listed("s", [ListedItem("B", 2)], at: 10, from: home)
        #expect(
            compared([row], dismissed: [refused], open: [])
                == .turnedUp([TurnedUp(order: row, attempt: refused)]))
        guard
            case .sound = compared(
                [listed("s", [ListedItem("B", 2)], at: 10)], dismissed: [refused],
                open: [])
        else {
            Issue.record("an order from nobody knows where turns up")
            return
        }
    }

    @Test(arguments: [false, true])
    func `while something is in doubt what came since stays evidence`(isTrusted: Bool) {
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [], newest: nil)
        let rows = [
            listed("old", [ListedItem("Z")], at: -400), listed("new", [ListedItem("Z")], at: 5),
        ]
        let comparison = compare(
            ledgerWith: Evidence(
                listing: OrderListing(orders: rows), knowledge: knowledge, isSettled: false),
            since: moment(-1_000), open: [attempt(1)],
            buying: [], isTrusted: isTrusted)
        guard case .sound(let baseline) = comparison else {
            Issue.record("\(comparison)")
            return
        }
        #expect(baseline.strangers.map(\.reference) == [rows[0].reference])
    }

    @Test func `items are told apart whatever their eSIMs and names`() {
        let row = listed("r", [ListedItem("A@1"), ListedItem("A", 2)], at: 200)
        let same = Fingerprint([item("A", on: [7, 8]), item("A@1", on: [9])])
        #expect(missed(row, buying: [same]) == [row.reference.text])
        #expect(missed(row, buying: [Fingerprint([item("A", on: [7, 8]), item("A", 1)])]) == [])
    }
}
