// What the ledger keeps of listed orders that could be ours, and of those that were others'.

import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct LookalikeTests {
    @Test func `what was noted of an attempt is read back, each once and of no other`()
        async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()], names: ["A", "B"])
        let first = try await ledger.attempt(
            try await ledger.order(0).id, .unconfirmed(reason: "?"))
        let second = try await ledger.attempt(
            try await ledger.order(1).id, .unconfirmed(reason: "?"))
        #expect(try await ledger.lookalikes(of: first).isEmpty)
        try await ledger.noteLookalikes([.sample(80), .sample(81)], of: first)
        try await ledger.noteLookalikes([.sample(81), .sample(82)], of: first)
        try await ledger.noteLookalikes([], of: second)
        #expect(
            try await ledger.lookalikes(of: first) == [.sample(80), .sample(81), .sample(82)])
        #expect(try await ledger.lookalikes(of: second).isEmpty)
    }

    @Test func `what a person was shown is among it`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        let attempt = try await ledger.attempt(
            try await ledger.order().id, .unconfirmed(reason: "?"))
        try await ledger.noteLookalikes([.sample(80)], of: attempt)
        try await ledger.decide(
            attempt, .person(reason: "?"), shown: [.sample(81)], at: .noon)
        #expect(try await ledger.lookalikes(of: attempt) == [.sample(80), .sample(81)])
    }

    @Test(arguments: [Settlement.notBought, .bought(.sample(4))])
    func `what was only noted was shown to nobody`(settlement: Settlement) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        let order = try await ledger.order().id
        let attempt = try await ledger.attempt(order, .unconfirmed(reason: "?"))
        try await ledger.noteLookalikes([.sample(80), .sample(81)], of: attempt)
        try await ledger.decide(
            attempt, .person(reason: "?"), shown: [.sample(81)], at: .noon)
        // Seen again afterwards, and still not shown.
        try await ledger.noteLookalikes([.sample(80)], of: attempt)
        try await ledger.settle(order, as: settlement, reason: "-", at: .noon + .seconds(60))
        let knowledge = try await ledger.knowledge()
        let isBought = settlement != .notBought
        let denied = Set(knowledge.dismissed.flatMap(\.shown))
        let shown = isBought ? knowledge.beside : denied
        let other = isBought ? denied : knowledge.beside
        #expect(shown == [.sample(81)])
        #expect(other.isEmpty)
    }

    @Test func `a listed row of any size is others', and can be read back`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let row = ListedOrder.sample(90, [.sample(Bundles.britain, 20_000)])
        try await ledger.recordBaseline(
            Baseline(strangers: [row], unexplained: [row.reference]), at: .noon)
        #expect(try await ledger.knowledge().baseline == [row.reference])
    }

    /// An earlier version has kept them.
    @Test func `a row of twenty thousand eSIMs that stands in the ledger is read back`()
        async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        let row = ListedOrder.sample(90, [.sample(Bundles.britain, 9_876)])
        try await ledger.recordBaseline(
            Baseline(strangers: [row], unexplained: [row.reference]), at: .noon)
        try await ledger.execute(
            "UPDATE foreign_order SET items = replace(items, '9876', '20000')")
        let kept = try #require(try await ledger.knowledge().unexplained.first)
        #expect(kept.reference == row.reference)
        #expect(kept.items.map(\.quantity) == [20_000])
    }

    @Test func `the provider's date of tomorrow does not make the ledger know of tomorrow`()
        async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        let tomorrow = Timestamp.noon + .seconds(86_400)
        try await ledger.attempt(
            try await ledger.order().id, .placed(.sample(1, created: tomorrow)))
        let newest = try #require(try await ledger.knowledge().newest)
        #expect(newest >= .noon)
        #expect(newest <= .noon + reconciliationMargin)
    }

    @Test func `the provider's date of a moment later is the newest that is known`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        let created = Timestamp.noon + .seconds(1)
        try await ledger.attempt(
            try await ledger.order().id, .placed(.sample(1, created: created)))
        #expect(try await ledger.knowledge().newest == created)
    }
}
