// Admitting a sheet: what goes in comes out the same, and what a changed sheet does to it.

import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct AdmissionTests {
    @Test func `an admitted order reads back exactly as it was planned`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let existing = [ICCID.sample(7), .sample(8)]
        let lines = [
            OrderLine(
                number: 2, order: .sample("Ausflug „Süd“ 🚌"), content: .sample(Bundles.britain, 12),
                carried: [
                    CarriedValue(column: "name", text: "O'Brien; \"Zoë\"\n\\n, =1+1"),
                    CarriedValue(column: "Größe", text: "\u{301}a"),
                    CarriedValue(column: "name", text: "second of the name"),
                ]),
            OrderLine(
                number: 9, order: .sample("Ausflug „Süd“ 🚌"),
                content: .sample(Bundles.france, on: existing), carried: []),
        ]
        let planned = pack(lines.map(\.content), upTo: 10)
        let price = try #require(ExactDecimal("2.280000000000000123"))
        let quote = Quote(
            total: .usd(3_116),
            unitPrices: [.sample(Bundles.britain): price, .sample(Bundles.france): .zero])
        let order = SheetOrder(key: .named(.sample("Ausflug „Süd“ 🚌")), lines: lines)
        try await ledger.admit(
            .sample(new: [
                .init(
                    order: order, folder: "Ausflug _Süd_ _",
                    purchases: planned.map { QuotedOrder(planned: $0, quote: quote) })
            ]), at: .noon)

        let batch = try await ledger.read()
        #expect(batch.sheet == .sample)
        #expect(batch.admittedAt == .noon)
        let recorded = try #require(batch.orders.first)
        #expect(recorded.key == order.key.text)
        #expect(recorded.name == order.name)
        #expect(recorded.title == "Ausflug „Süd“ 🚌")
        #expect(recorded.folder == "Ausflug _Süd_ _")
        #expect(recorded.isInSheet)
        #expect(recorded.lines.map(\.number) == [2, 9])
        #expect(recorded.lines.map(\.content) == lines.map(\.content))
        #expect(recorded.lines.map(\.carried) == lines.map { Array($0.carried) })
        #expect(recorded.orders.map(\.planned) == planned)
        #expect(recorded.orders.map(\.part) == Array(1...planned.count))
        #expect(recorded.orders.allSatisfy { $0.quote == quote && $0.state == .ready })
        #expect(recorded.orders.allSatisfy { $0.reference == nil && $0.cost == .usd(3_116) })
        #expect(try await ledger.sheetOrder(recorded.id) == recorded)
    }

    @Test func `an admission that fails in the middle leaves nothing behind`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let twice = Admission.sample([.sample(), .sample()], names: ["SAME", "SAME"])
        await expectFailure(.refused) { try await ledger.admit(twice, at: .noon) }
        #expect(try await ledger.batch(.sample()) == nil)
        #expect(try await ledger.value("SELECT count(*) FROM event", as: Int.self) == 0)
    }

    @Test func `an unknown batch is nothing`() async throws {
        #expect(try await SQLiteLedger.inMemory().batch(.sample("unheard-of")) == nil)
    }

    @Test func `a line update changes its number and carried columns and nothing else`()
        async throws
    {
        let ledger = try SQLiteLedger.inMemory()
        let before = try await ledger.admitSample()
        let line = try #require(before.orders.first?.lines.first)
        let carried = [CarriedValue(column: "name", text: "B. Traveller")]
        try await ledger.admit(
            .sample(updates: [.init(line: line.id, number: 40, carried: carried)]),
            at: .noon + .seconds(60))
        let after = try await ledger.read()
        #expect(
            after.orders[0].lines == [
                RecordedLine(id: line.id, number: 40, content: line.content, carried: carried)
            ])
        #expect(after.orders[0].orders == before.orders[0].orders)
        #expect(after.admittedAt == before.admittedAt)
    }

    @Test func `a withdrawn order is gone and its name and folder are free again`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let old = try await ledger.admitSample([.sample()], names: ["TOUR-17"])
        var changed = Admission.sample([.sample(Bundles.france, 3)], names: ["TOUR-17"])
        changed = .sample(new: changed.new, withdrawn: [old.orders[0].id])
        try await ledger.admit(changed, at: .noon)
        let orders = try await ledger.read().orders
        #expect(orders.map(\.title) == ["TOUR-17"])
        #expect(orders[0].id != old.orders[0].id)
        #expect(orders[0].lines.map(\.content) == [.sample(Bundles.france, 3)])
        #expect(
            try await ledger.events(of: old.orders[0].id).map(\.kind) == [
                "admitted", "withdrawn",
            ])
        #expect(try await ledger.batches().map(\.states) == [[.ready: 1]])
    }

    @Test func `a removed order stays in the ledger and comes back with its line`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try await ledger.admitSample().orders[0]
        try await ledger.admit(.sample(removed: [order.id]), at: .noon)
        #expect(try await ledger.read().orders.map(\.isInSheet) == [false])
        #expect(try await ledger.batches(withOrdersIn: [.ready]).isEmpty)
        let line = order.lines[0]
        try await ledger.admit(
            .sample(updates: [.init(line: line.id, number: 2, carried: line.carried)]), at: .noon)
        #expect(try await ledger.read().orders.map(\.isInSheet) == [true])
        #expect(try await ledger.batches(withOrdersIn: [.ready]) == [.sample()])
    }

    @Test func `a refused order that is asked for again is ready at its new price`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(order.id, .refused(Refusal(message: "bundle is retired")))
        let quote = Quote(total: .usd(250), unitPrices: [.sample(Bundles.britain): .zero])
        try await ledger.admit(
            .sample(askedAgain: [.init(order: order.id, quote: quote)]), at: .noon)
        let again = try await ledger.order()
        #expect(again.state == .ready)
        #expect(again.quote == quote)
    }

    @Test func `an order that is still ready takes its new price`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let quote = Quote(total: .usd(199), unitPrices: [:])
        try await ledger.admit(
            .sample(requoted: [.init(order: order.id, quote: quote)]), at: .noon)
        #expect(try await ledger.order().quote == quote)
        let higher = Quote(total: .usd(240), unitPrices: [:])
        try await ledger.requote([.init(order: order.id, quote: higher)])
        #expect(try await ledger.order().quote == higher)
    }

    @Test func `a published order whose line changes is to be rendered again`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let owner = try await ledger.admitSample().orders[0]
        let order = try #require(owner.orders.first)
        try await ledger.attempt(order.id, .placed(.sample()))
        try await ledger.recordDelivery(order.id, [.sample(1)], total: nil, at: .noon)
        try await ledger.recordPublished(owner.id, at: .noon)
        let line = owner.lines[0]
        func admit(_ carried: [CarriedValue]) async throws -> OrderState {
            let update = Admission.LineUpdate(line: line.id, number: line.number, carried: carried)
            try await ledger.admit(.sample(updates: [update]), at: .noon)
            return try await ledger.order().state
        }
        #expect(try await admit(line.carried) == .published)
        #expect(try await admit([CarriedValue(column: "name", text: "Ben")]) == .assigned)
    }

    @Test func `a name is one name however its characters are composed`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample(batch: "Z\u{FC}rich", names: ["Caf\u{E9}"])
        #expect(try await ledger.batch(.sample("Zu\u{308}rich")) != nil)
        try await ledger.attempt(
            try await ledger.order(batch: "Z\u{FC}rich").id, .placed(.sample()))
        let found = try await ledger.boughtElsewhere(
            [.sample("Cafe\u{301}")], than: .sample("fleet"))
        #expect(found.count == 1)
    }

    @Test func `two folders that differ only in case cannot both be admitted`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        await expectFailure(.refused) {
            try await ledger.admitSample([.sample(), .sample()], names: ["tour", "TOUR"])
        }
    }
}
