// Everything a batch runs on, in memory: a scripted provider, a real ledger, a clock that only
// sleeps move.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Testing

/// A runner's surroundings. A new runner over the same rig is what the next process would be.
struct Rig: Sendable {
    let time: ManualTime
    let api: ScriptedAPI
    let publisher = RecordingPublisher()
    var ledger: any Ledger
    var settings = BatchSettings()

    /// Purchases are not paced, so that only what a test is about moves the clock.
    init(_ time: ManualTime = ManualTime(), concurrency: Int = 4, ledger: (any Ledger)? = nil)
        throws
    {
        self.time = time
        api = ScriptedAPI(time: time)
        self.ledger = try ledger ?? SQLiteLedger.inMemory()
        settings.concurrency = concurrency
        settings.pace = .zero
    }

    func runner(_ change: (inout BatchSettings) -> Void = { _ in }) -> BatchRunner {
        var settings = settings
        change(&settings)
        return BatchRunner(
            api: api, ledger: ledger, publisher: publisher, time: time, settings: settings,
            log: .silent)
    }

    @discardableResult
    func run(
        _ lines: [OrderLine], as batch: String = "fleet",
        _ change: (inout BatchSettings) -> Void = { _ in }
    ) async throws -> BatchReport {
        try await runner(change).run(
            .sample(lines), as: .sample(batch), findings: FindingLog(), confirm: { _ in true })
    }

    @discardableResult
    func resume(
        _ change: (inout BatchSettings) -> Void = { _ in }
    ) async throws -> BatchReport {
        try await runner(change).resume(nil)
    }

    /// Buys TOUR without ever reaching the provider, and has a person call it not bought.
    func loseAndSettleTour() async throws -> OrderID {
        api.script { $0.purchase = { _ in .loseRequest } }
        try await run([.sample(order: "TOUR")])
        let order = try #require(try await orders().first)
        #expect(order.state == .unconfirmed)
        try await ledger.settle(
            order.id, as: .notBought, reason: "not in the portal", at: time.now())
        return order.id
    }

    /// The API orders of a batch in sheet order.
    func orders(_ batch: String = "fleet") async throws -> [RecordedOrder] {
        try await ledger.batch(.sample(batch))?.orders.flatMap(\.orders) ?? []
    }

    func states(_ batch: String = "fleet") async throws -> [OrderState] {
        try await orders(batch).map(\.state)
    }

    /// The ICCIDs of the line with this carried name, as the batch's report has them.
    func iccids(of name: String, in report: BatchReport) -> [ICCID] {
        let value = CarriedValue(column: "name", text: name)
        return report.orders.flatMap(\.lines).filter { $0.carried.contains(value) }
            .flatMap(\.iccids)
    }

    /// What must hold however things went: nothing bought twice, nothing lost, books and folders
    /// that agree.
    func expectExactlyOnce(
        orders count: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let recorded = try await orders()
        #expect(api.sales.count == count, "sales", sourceLocation: sourceLocation)
        #expect(
            recorded.map(\.state) == Array(repeating: .published, count: count),
            sourceLocation: sourceLocation)
        #expect(
            Set(recorded.compactMap(\.reference)) == Set(api.sales.map(\.reference)),
            sourceLocation: sourceLocation)
        let sold = Set(api.sales.flatMap(\.esims).map(\.esim))
        let published = publisher.folders.values.flatMap(\.order.orders).flatMap(\.esims)
        #expect(Set(published.map(\.esim)) == sold, sourceLocation: sourceLocation)
        #expect(published.count == sold.count, sourceLocation: sourceLocation)
        let spent = recorded.map(\.cost).reduce(.usd(0), +)
        #expect(api.balance == .usd(100_000) - spent, "balance", sourceLocation: sourceLocation)
    }
}

/// Three lines of different bundles, each an order of its own name.
let threeTours: [OrderLine] = [
    .sample(2, Bundles.britain, quantity: 2, order: "TOUR-1"),
    .sample(3, Bundles.france, quantity: 1, order: "TOUR-2"),
    .sample(4, Bundles.america, quantity: 3, order: "TOUR-3"),
]

/// Three lines of one bundle without an order name, each with a traveller.
let travellers: [OrderLine] = ["Anna", "Ben", "Cleo"].enumerated().map { index, name in
    .sample(index + 2, name: name)
}

extension BatchReport {
    /// The rules that found something.
    var rules: [RuleName] { findings.sorted.map(\.rule) }
    /// The states of its orders, in its order.
    var states: [State] { orders.map(\.state) }
    /// The same, sorted: which of several orders is bought first is nobody's promise.
    var sortedStates: [State] { states.sorted { $0.rawValue < $1.rawValue } }
    func order(_ state: State) -> OrderReport? { orders.first { $0.state == state } }
}
