// What the ledger answers about batches, accounts, runs and others' orders.

import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct ReadingTests {
    @Test func `a ledger serves the account that claimed it first and no other`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await SQLiteLedger(path: path).claim(.sample(), isRenamed: false, at: .noon)
            let ledger = try SQLiteLedger(path: path)
            try await ledger.claim(.sample(), isRenamed: false, at: .noon)
            let failure = await expectFailure(.foreignAccount) {
                try await ledger.claim(.sample("Other Ltd"), isRenamed: false, at: .noon)
            }
            #expect(failure?.cause.contains("Example Travel Ltd") == true)
            try await ledger.claim(.sample(), isRenamed: false, at: .noon)
        }
    }

    @Test func `batches are found by the states of their orders, oldest first`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        for name in ["monday", "tuesday", "wednesday"] {
            try await ledger.admitSample(batch: name, names: [name])
        }
        try await ledger.attempt(
            try await ledger.order(batch: "tuesday").id, .placed(.sample(1)))
        #expect(
            try await ledger.batches(withOrdersIn: [.ready]).map(\.text) == [
                "monday", "wednesday",
            ])
        #expect(try await ledger.batches(withOrdersIn: [.placed]).map(\.text) == ["tuesday"])
        #expect(try await ledger.batches(withOrdersIn: [.ready, .placed]).count == 3)
        #expect(try await ledger.batches(withOrdersIn: [.published]).isEmpty)
        #expect(try await ledger.batches(withOrdersIn: []).isEmpty)
    }

    @Test func `a removed order that was bought is still found`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let owner = try await ledger.admitSample().orders[0]
        try await ledger.attempt(try await ledger.order().id, .placed(.sample()))
        try await ledger.admit(.sample(removed: [owner.id]), at: .noon)
        #expect(try await ledger.batches(withOrdersIn: [.placed]) == [.sample()])
    }

    @Test func `batches are summarised newest first`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()], batch: "monday")
        try await ledger.admitSample(batch: "tuesday", at: .noon + .seconds(86_400))
        let bought = try await ledger.order(batch: "monday").id
        try await ledger.attempt(bought, .placed(.sample()))
        try await ledger.recordDelivery(bought, [.sample(1)], total: nil, at: .noon)
        #expect(
            try await ledger.batches() == [
                BatchSummary(
                    name: .sample("tuesday"), sheet: .sample, admittedAt: .noon + .seconds(86_400),
                    states: [.ready: 1], orders: 1, esims: 0),
                BatchSummary(
                    name: .sample("monday"), sheet: .sample, admittedAt: .noon,
                    states: [.ready: 1, .assigned: 1], orders: 2, esims: 1),
            ])
    }

    @Test func `an order's name is found in the other batch that may have bought it`() async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample(
            [.sample(), .sample(), .sample()], batch: "monday",
            names: ["BOUGHT", "UNSURE", "WAITING"])
        let later = Timestamp.noon + .seconds(60)
        try await ledger.attempt(
            try await ledger.order(0, batch: "monday").id, .placed(.sample()), at: later)
        try await ledger.attempt(
            try await ledger.order(1, batch: "monday").id, .unconfirmed(reason: "?"), at: later)
        let names = ["BOUGHT", "UNSURE", "WAITING", "NEVER"].map(OrderName.sample)
        let monday = BatchName.sample("monday")
        let found = try await ledger.boughtElsewhere(names, than: .sample("tuesday"))
        #expect(
            found == [
                .sample("BOUGHT"): EarlierPurchase(batch: monday, at: later),
                .sample("UNSURE"): EarlierPurchase(batch: monday, at: .noon, isUnknown: true),
            ])
        #expect(try await ledger.boughtElsewhere(names, than: monday).isEmpty)
    }

    @Test(arguments: [
        #"6" pipe"#, #"C:\fleet"#, "A/B", "it's", "%_?1", "Ünï 😀", #"\u0041"#, "[\"A\"]",
    ])
    func `a name with marks of its own is found as well`(name: String) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample(
            [.sample(), .sample()], batch: "monday", names: [name, "A"])
        try await ledger.attempt(
            try await ledger.order(0, batch: "monday").id, .placed(.sample()))
        let found = try await ledger.boughtElsewhere(
            [.sample("A"), .sample(name), .sample("B")], than: .sample("tuesday"))
        #expect(Array(found.keys) == [.sample(name)])
    }

    @Test func `the ledger knows its own orders and the others it has seen`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        #expect(try await ledger.knowledge().newest == nil)
        let existing = PlannedOrder.sample(Bundles.france, on: [.sample(4)])
        try await ledger.admitSample([.sample(), existing])
        let strangers = [90, 91].map { number in
            ListedOrder(reference: .sample(number), created: .noon, items: [.sample()])
        }
        try await ledger.recordBaseline(
            Baseline(strangers: strangers, unexplained: [.sample(91)]), at: .noon)
        try await ledger.recordBaseline(
            Baseline(strangers: [strangers[1]]), at: .noon + .seconds(5))
        // Later than its answer was read: a wrong date, which does not move what is known.
        let created = Timestamp.noon + .seconds(86_400)
        try await ledger.attempt(
            try await ledger.order().id,
            .placed(.sample(1, created: created, sourceIP: "192.0.2.7")))
        let knowledge = try await ledger.knowledge()
        #expect(knowledge.owned == [.sample(1)])
        #expect(knowledge.baseline == [.sample(90), .sample(91)])
        #expect(knowledge.unexplained == [strangers[1]])
        try await ledger.recordBaseline(
            Baseline(strangers: [], trusted: [.sample(91)]), at: .noon)
        #expect(try await ledger.knowledge().unexplained == [])
        #expect(try await ledger.knowledge().baseline == [.sample(90), .sample(91)])
        #expect(knowledge.ownAddresses == ["192.0.2.7"])
        #expect(
            knowledge.fingerprints == [
                PlannedOrder.sample().fingerprint, existing.fingerprint,
            ])
        #expect(knowledge.newest == .noon + clockDoubt)
    }

    @Test func `the ledger remembers which attempts were called not bought`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample(), .sample()], names: ["A", "B", "C"])
        for index in 0...2 {
            let order = try await ledger.order(index).id
            let attempt = try await ledger.attempt(order, .unconfirmed(reason: "?"))
            switch index {
            case 0: try await ledger.decide(attempt, .absent, at: .noon)
            case 1: try await ledger.settle(order, as: .notBought, reason: "-", at: .noon)
            default: break
            }
        }
        let dismissed = try await ledger.knowledge().dismissed
        #expect(dismissed.map(\.order) == ["fleet/A#1", "fleet/B#1"])
        #expect(dismissed.allSatisfy { $0.items == [.sample()] && $0.times.startedAt == .noon })
    }

    @Test func `a delivery is dealt to its lines and completes the cost`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let owner = try await ledger.admitSample([.sample(Bundles.britain, 2)]).orders[0]
        let order = try #require(owner.orders.first)
        try await ledger.attempt(order.id, .placed(.sample(1, total: nil)))
        #expect(try await ledger.order().cost == order.quote.total)
        let dealt = [DealtESIM.sample(12), .sample(11)]
        try await ledger.recordDelivery(order.id, dealt, total: .usd(440), at: .noon)
        #expect(try await ledger.order().esims == dealt)
        #expect(try await ledger.order().total == .usd(440))
        try await ledger.recordPublished(owner.id, at: .noon + .seconds(1))
        #expect(try await ledger.order().state == .published)
        #expect(try await ledger.order().publishedAt == .noon + .seconds(1))
        try await ledger.recordUnpublished(owner.id, at: .noon + .seconds(2))
        #expect(try await ledger.order().state == .assigned)
    }

    @Test func `a run is recorded from its start to its end`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let id = try await ledger.beginRun(
            RunStart(command: .run, batch: .sample(), at: .noon, opening: .usd(50_000)))
        let end = Timestamp.noon + .seconds(9)
        try await ledger.finishRun(
            id, RunEnd(at: end, closing: .usd(40_000), outcome: "complete"))
        let run = try #require(try ledger.row("SELECT * FROM run"))
        #expect(run["command"] == "run")
        #expect(run["batch"] == "fleet")
        #expect(run["opening_minor"] == 50_000)
        #expect(run["closing_minor"] == 40_000)
        #expect(run["currency"] == "USD")
        #expect(run["finished_at"] == end.microseconds)
        #expect(run["outcome"] == "complete")
    }

    @Test(arguments: [
        "UPDATE line SET iccids = '[\"12\"]'", "UPDATE api_order SET items = 'nonsense'",
        "UPDATE api_order SET currency = 'dollars'", "UPDATE sheet_order SET name = ''",
        "UPDATE api_order SET unit_prices = '{\"x\":\"y\"}'",
        "UPDATE api_order SET items = '[]'", "UPDATE api_order SET allotments = '[]'",
        "UPDATE api_order SET allotments = replace(allotments, '\"item\":0', '\"item\":7')",
        "UPDATE api_order SET allotments = replace(allotments, '\"line\":0', '\"line\":-1')",
        "UPDATE api_order SET allotments = replace(allotments, '\"quantity\":', '\"quantity\":9')",
    ])
    func `a stored value that cannot be ours is corruption, not a guess`(
        sql: String
    ) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        try await ledger.execute(sql)
        await expectFailure(.corrupt) { _ = try await ledger.read() }
    }
}
