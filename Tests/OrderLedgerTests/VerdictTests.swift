// What becomes of unconfirmed orders: by evidence, or by a person.

import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct VerdictTests {
    @Test func `only what was listed when a person was first asked was shown`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()], names: ["A", "B"])
        let doubt = Verdict.person(reason: "?")
        for (index, first) in [[], [OrderReference.sample(80)]].enumerated() {
            let order = try await ledger.order(index).id
            let attempt = try await ledger.attempt(order, .unconfirmed(reason: "?"))
            try await ledger.decide(attempt, doubt, shown: first, at: .noon)
            try await ledger.decide(
                attempt, doubt, shown: first + [.sample(90 + index)], at: .noon + .seconds(9))
            try await ledger.settle(order, as: .notBought, reason: "-", at: .noon)
        }
        #expect(try await ledger.knowledge().dismissed.map(\.shown) == [[], [.sample(80)]])
    }

    @Test func `a refused order that is asked for again can still be settled`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let admitted = try await ledger.admitSample()
        let order = try await ledger.order()
        let refusal = Refusal(message: "no", reference: .sample(7))
        try await ledger.attempt(order.id, .refused(refusal))
        let again = Admission.Requote(order: order.id, quote: order.quote)
        try await ledger.admit(
            Admission(
                batch: admitted.name, sheet: admitted.sheet, new: [], updates: [], withdrawn: [],
                removed: [], askedAgain: [again], requoted: []), at: .noon)
        #expect(try await ledger.order().state == .ready)
        #expect(try await ledger.knowledge().dismissed.map(\.reference) == [.sample(7)])
        try await ledger.settle(order.id, as: .bought(.sample(7)), reason: "it was", at: .noon)
        #expect(try await ledger.order().state == .placed)
        #expect(try await ledger.knowledge().dismissed.isEmpty)
    }

    @Test func `attempts that a dead program left in flight are unconfirmed`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await leaveInFlight(path)
            let ledger = try SQLiteLedger(path: path)
            #expect(try await ledger.recoverInterrupted(at: .noon, skew: nil) == 2)
            #expect(
                try await ledger.read().orders.flatMap(\.orders).map(\.state) == [
                    .unconfirmed, .unconfirmed, .ready,
                ])
            let open = try await ledger.unconfirmedAttempts()
            #expect(open.map(\.deadline) == Array(repeating: .noon + .seconds(122), count: 2))
            #expect(try await ledger.recoverInterrupted(at: .noon, skew: nil) == 0)
        }
    }

    private func leaveInFlight(_ path: String) async throws {
        let ledger = try SQLiteLedger(path: path)
        try await ledger.admitSample([.sample(), .sample(), .sample()])
        for index in 0...1 { _ = try await ledger.begin(try await ledger.order(index).id) }
    }

    @Test func `an adopted order is placed with what the list says of it`() async throws {
        let (ledger, order, attempt) = try await unconfirmed()
        let listed = ListedOrder.sample(
            4, total: .usd(228), created: .noon + .seconds(1), sourceIP: "192.0.2.7")
        try await ledger.decide(attempt, .adopt(listed), at: .noon + .seconds(9))
        let recorded = try await ledger.order()
        #expect(recorded.id == order)
        #expect(recorded.state == .placed)
        #expect(recorded.reference == .sample(4))
        #expect(recorded.total == .usd(228))
        #expect(recorded.reason == nil)
        // When it was bought, not when that was found out.
        #expect(recorded.placedAt == .noon + .seconds(1))
        #expect(try await ledger.unconfirmedAttempts().isEmpty)
        #expect(try await ledger.knowledge().ownAddresses == ["192.0.2.7"])
    }

    @Test func `a listed order that another order owns cannot be adopted`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()])
        try await ledger.attempt(try await ledger.order(0).id, .placed(.sample(1)))
        let attempt = try await ledger.attempt(
            try await ledger.order(1).id, .unconfirmed(reason: "?"))
        await expectFailure(.refused) {
            try await ledger.decide(attempt, .adopt(.sample(1)), at: .noon)
        }
        #expect(try await ledger.order(1).state == .unconfirmed)
        #expect(try await ledger.unconfirmedAttempts().map(\.attempt) == [attempt])
    }

    @Test func `an absent order is ready again and the replacement is counted`() async throws {
        let (ledger, order, attempt) = try await unconfirmed()
        try await ledger.decide(attempt, .absent, at: .noon)
        #expect(try await ledger.order().state == .ready)
        #expect(try await ledger.order().reason == nil)
        let second = try await ledger.attempt(order, .unconfirmed(reason: "again"))
        #expect(try await ledger.unconfirmedAttempts().map(\.replacements) == [1])
        #expect(try await ledger.unconfirmedAttempts().map(\.attempt) == [second])
    }

    @Test func `a verdict for a person keeps the state and says why, once`() async throws {
        let (ledger, _, attempt) = try await unconfirmed()
        for _ in 1...2 {
            try await ledger.decide(attempt, .person(reason: "somebody else buys"), at: .noon)
        }
        #expect(try await ledger.order().state == .unconfirmed)
        #expect(try await ledger.order().reason == "somebody else buys")
        #expect(try await ledger.unconfirmedAttempts().map(\.attempt) == [attempt])
        let events = try await ledger.events(of: try await ledger.read().orders[0].id)
        #expect(events.filter { $0.kind == "needs-a-person" }.count == 1)
    }

    @Test func `a verdict to wait changes nothing`() async throws {
        let (ledger, _, attempt) = try await unconfirmed()
        let before = try await ledger.read()
        try await ledger.decide(attempt, .wait, at: .noon)
        #expect(try await ledger.read() == before)
        #expect(try await ledger.unconfirmedAttempts().map(\.attempt) == [attempt])
    }

    @Test func `a person settles an order as bought`() async throws {
        let (ledger, order, _) = try await unconfirmed()
        try await ledger.settle(
            order, as: .bought(.sample(6)), reason: "seen in the portal", at: .noon)
        let recorded = try await ledger.order()
        #expect(recorded.state == .placed)
        #expect(recorded.reference == .sample(6))
        #expect(recorded.placedAt == .noon)
        #expect(try await ledger.unconfirmedAttempts().isEmpty)
        let last = try await ledger.events(of: try await ledger.read().orders[0].id).last
        #expect(last?.kind == "settled-bought")
        #expect(last?.detail.contains("seen in the portal") == true)
    }

    @Test func `a person settles an order as not bought`() async throws {
        let (ledger, order, _) = try await unconfirmed()
        try await ledger.settle(order, as: .notBought, reason: "support says no", at: .noon)
        #expect(try await ledger.order().state == .ready)
        #expect(try await ledger.order().reason == nil)
        #expect(try await ledger.unconfirmedAttempts().isEmpty)
    }

    @Test(arguments: [
        PlacementOutcome?.none, .notPlaced(.rateLimited), .placed(.sample()),
    ])
    func `an order about which nothing is unclear cannot be settled`(
        outcome: PlacementOutcome?
    ) async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        if let outcome { try await ledger.attempt(order.id, outcome) }
        let before = try await ledger.read()
        for settlement in [Settlement.bought(.sample(3)), .notBought] {
            await expectFailure(.refused) {
                try await ledger.settle(order.id, as: settlement, reason: "guess", at: .noon)
            }
        }
        await expectFailure(.refused) {
            try await ledger.settle(
                OrderID(rawValue: 999), as: .notBought, reason: "no such order", at: .noon)
        }
        #expect(try await ledger.read() == before)
    }

    @Test func `a confirmed order that never brings its eSIMs can be called not bought`()
        async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(order.id, .placed(.sample(4)))
        await expectFailure(.refused) {
            try await ledger.settle(
                order.id, as: .bought(.sample(3)), reason: "a guess", at: .noon)
        }
        // A reason that was noted without waiting is no reason.
        for inVain in [false, true] {
            await expectFailure(.refused) {
                try await ledger.settle(order.id, as: .notBought, reason: "refunded", at: .noon)
            }
            try await ledger.note(
                order.id, reason: "0 of 1 eSIMs delivered so far", inVain: inVain, at: .noon)
        }
        try await ledger.settle(order.id, as: .notBought, reason: "refunded", at: .noon)
        let recorded = try await ledger.order()
        #expect(recorded.state == .ready && recorded.reference == nil)
        // Still listed, it is nobody's: neither a sign of an old copy nor to be taken over.
        #expect(try await ledger.knowledge().baseline.contains(.sample(4)))
    }

    @Test func `a delivered order cannot be called not bought`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(order.id, .placed(.sample(4)))
        try await ledger.recordDelivery(
            order.id, [DealtESIM(esim: .sample(1), line: 0, existing: false)], total: nil,
            at: .noon)
        await expectFailure(.refused) {
            try await ledger.settle(order.id, as: .notBought, reason: "refunded", at: .noon)
        }
        #expect(try await ledger.order().state == .assigned)
    }

    @Test func `an order settled as not bought is not settled so a second time`() async throws {
        let (ledger, order, _) = try await unconfirmed()
        try await ledger.settle(order, as: .notBought, reason: "first", at: .noon)
        let before = try await ledger.read()
        await expectFailure(.refused) {
            try await ledger.settle(order, as: .notBought, reason: "second", at: .noon)
        }
        #expect(try await ledger.read() == before)
    }

    @Test func `a person can correct a settlement of which nothing came yet`() async throws {
        let (ledger, order, _) = try await unconfirmed()
        try await ledger.settle(order, as: .notBought, reason: "it seemed so", at: .noon)
        try await ledger.settle(order, as: .bought(.sample(3)), reason: "it turned up", at: .noon)
        #expect(try await ledger.order().state == .placed)
        #expect(try await ledger.order().reference == .sample(3))
        try await ledger.settle(order, as: .bought(.sample(4)), reason: "a typo", at: .noon)
        #expect(try await ledger.order().reference == .sample(4))
        try await ledger.settle(order, as: .notBought, reason: "another's", at: .noon)
        #expect(try await ledger.order().state == .ready)
        #expect(try await ledger.order().reference == nil)
    }

    @Test func `an order that a person must decide is never called absent by itself afterwards`()
        async throws
    {
        let (ledger, _, attempt) = try await unconfirmed()
        try await ledger.decide(attempt, .person(reason: "two of them"), at: .noon)
        let open = try await ledger.unconfirmedAttempts()
        #expect(open.first?.asked == "two of them")
        #expect(open.first?.replacements == 0)
        let order = try #require(open.first?.order)
        try await ledger.settle(order, as: .notBought, reason: "both theirs", at: .noon)
        try await ledger.attempt(order, .unconfirmed(reason: "again"))
        let second = try #require(try await ledger.unconfirmedAttempts().first)
        #expect(second.asked?.contains("an earlier attempt") == true)
        #expect(second.replacements == 0)
    }

    @Test func `a decision says nothing of other orders in the provider's list`() async throws {
        let (ledger, order, _) = try await unconfirmed()
        try await ledger.settle(order, as: .bought(.sample(4)), reason: "portal", at: .noon)
        #expect(try await ledger.knowledge().baseline.isEmpty)
        #expect(try await ledger.knowledge().owned == [.sample(4)])
    }

    /// As it is, in the letters of another system, and without hyphens.
    @Test(arguments: [
        "3f0c0000-0000-4000-8000-000000000001", "3F0C0000-0000-4000-8000-000000000001",
        "3f0c0000000040008000000000000001",
    ])
    func `an order cannot be settled with another order's reference, however written`(
        _ text: String
    ) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()], names: ["FIRST", "SECOND"])
        try await ledger.attempt(try await ledger.order(0).id, .placed(.sample(1)))
        let second = try await ledger.order(1).id
        try await ledger.attempt(second, .unconfirmed(reason: "?"))
        let written = try #require(OrderReference(text))
        let failure = await expectFailure(.refused) {
            try await ledger.settle(second, as: .bought(written), reason: "typo", at: .noon)
        }
        #expect(failure?.cause.contains("FIRST") == true)
        #expect(try await ledger.order(1).state == .unconfirmed)
    }

    @Test func `an order that failed after it was accepted is no mere refusal`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(order.id, .placed(.sample()))
        try await ledger.recordFailedLater(order.id, reason: "out of stock", at: .noon)
        #expect(try await ledger.order().state == .failed)
        #expect(try await ledger.order().reason == "out of stock")
    }

    private func unconfirmed() async throws -> (SQLiteLedger, OrderID, AttemptID) {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.attempt(order.id, .unconfirmed(reason: "no answer"))
        return (ledger, order.id, attempt)
    }
}
