// What a run or a resume says of what earlier runs left: refusals, parts, open books.

import OrderTestKit
import Orders
import Synchronization
import Testing

@testable import OrderBatch

struct LeftoverTests {
    private static let refusal = Refusal(message: "No stock left", stops: nil)

    /// Twenty-six eSIMs in three purchases, of which that of six was refused.
    private func partlyRefused() async throws -> Rig {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.quantity == 6 ? .refuse(Self.refusal) : .sell } }
        let report = try await rig.run([.sample(quantity: 26, order: "TOUR")])
        #expect(report.outcome == .someRefused)
        return rig
    }

    @Test func `a partly refused order costs what is bought of it and says how much`() async throws
    {
        let rig = try await partlyRefused()
        let report = try #require(rig.publisher.summaries.last)
        #expect(report.orders[0].state == .refused)
        #expect(report.orders[0].reason == "1 part: No stock left; 20 of its 26 eSIMs are bought")
        #expect(report.orders[0].cost == .usd(20 * 228))
        #expect(report.cost == .usd(20 * 228))
    }

    @Test func `a refused order is a person's when more money is gone than was bought`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.items[0].bundle.text == Bundles.britain else { return .sell }
                api.script { $0.unexplained = .usd(228) }
                return .refuse(Self.refusal)
            }
        }
        let lines = [OrderLine.sample(order: "TOUR"), .sample(2, Bundles.america, order: "DEAR")]
        let report = try await rig.run(lines)
        #expect(report.outcome == .needsAPerson)
        #expect(report.booksClose == false)
        #expect(report.order(.unconfirmed)?.order == "TOUR")
        #expect(report.order(.unconfirmed)?.reason?.contains("No stock left") == true)
        #expect(try await rig.run(lines).outcome == .needsAPerson)
        #expect(rig.api.requests.count == 2)
        let order = try #require(try await rig.orders().first { $0.state == .failed })
        try await rig.ledger.settle(
            order.id, as: .notBought, reason: "paid back", at: rig.time.now())
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run(lines).outcome == .complete)
        #expect(rig.api.requests.count == 3)
    }

    @Test(arguments: [(Int64(228), [Int64(228), 228], true), (300, [228, 228], false)])
    func `refusals are doubted only where some of them make up what is missing`(
        sum: Int64, amounts: [Int64], isSo: Bool
    ) {
        #expect(canSum(to: sum, of: amounts) == isSo)
        #expect(canSum(to: 456, of: amounts) == true)
        #expect(canSum(to: 1, of: amounts) == false)
        #expect(canSum(to: 328, of: amounts, beside: [100]) == true)
        #expect(canSum(to: 100, of: amounts, beside: [100]) == false)
        #expect(canSum(to: 100, of: [0], beside: [100]) == false)
    }

    @Test(arguments: [
        // Charged beside one that was never sold, or was sold as well.
        (Int64(1_596), [Int64(110)], true), (1_706, [110], true), (1_596, [4_000], true),
        // What the unknown one costs is no sum of the refused one's.
        (110, [110], false), (4_000, [4_000], false), (1_000, [110], false),
    ])
    func `a refusal is doubted whether or not what nobody knows of was sold`(
        missing: Int64, unknown: [Int64], isSo: Bool
    ) {
        let refused = RefusedOrder(
            id: OrderID(rawValue: 1), expected: .usd(1_596), isMade: false, reason: nil)
        let doubtful = chargeable(
            [refused], beside: unknown.map { .usd($0) }, missing: .usd(missing))
        #expect(doubtful.isEmpty == !isSo)
    }

    @Test func `of too many sums nobody knows whether one fits`() {
        let powers = (0..<40).map { Int64(1) << $0 }
        #expect(canSum(to: (Int64(1) << 40) - 1, of: powers.reversed()) == nil)
    }

    @Test func `somebody else's order explains no money that a refused one like it may have cost`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                api.sellToSomebodyElse([.sample()])
                return .refuse(Self.refusal)
            }
        }
        let report = try await rig.run([.sample(order: "TOUR"), .sample(2, order: "NEXT")])
        #expect(report.booksClose == false)
        #expect(report.outcome == .needsAPerson)
    }

    @Test func `a run that fails early says what waits for a person`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { _ in .loseRequest }
            script.before = { call in
                guard call.kind == .orders else { return }
                throw APIFailure(.unreachable, attempting: "asking", cause: "no list", hint: "")
            }
        }
        let runner = rig.runner()
        await #expect(throws: APIFailure.self) {
            try await runner.tellingWhatIsKnown(of: .sample()) {
                try await rig.run([.sample(order: "TOUR")])
            }
        }
        rig.api.script { script in
            script.before = { call in
                guard call.kind == .orders, call.number > 2 else { return }
                throw APIFailure(.unreachable, attempting: "asking", cause: "no list", hint: "")
            }
        }
        _ = try await rig.run([.sample(order: "TOUR")])
        let failure = await #expect(throws: BatchFailure.self) {
            try await runner.tellingWhatIsKnown(of: .sample()) {
                try await rig.run([.sample(order: "TOUR")])
            }
        }
        #expect(failure?.known.count(.unconfirmed) == 1)
        #expect((failure?.cause as? APIFailure)?.kind == .unreachable)
    }

    @Test func `a price that comes with the install data stops buying as well`() async throws {
        let rig = try Rig(concurrency: 1)
        let report = try await Self.dearer(rig).run(Self.three)
        #expect(report.outcome == .needsAPerson)
        #expect(report.notes.contains { $0.contains("more than its quote") })
    }

    @Test func `a lost answer does not make a run forget that an order was dearer`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number == 2 ? .loseAnswer() : .sell } }
        // Its install data comes once the next order has been lost and buying waits for evidence.
        let looks = Mutex(0)
        let runner = Self.dearer(rig) { delivery in
            let look = looks.withLock { looks in
                looks += 1
                return looks
            }
            return look == 1 ? [] : delivery.esims
        }
        let report = try await runner.run(Self.three)
        #expect(report.outcome == .needsAPerson)
        #expect(report.notes.contains { $0.contains("more than its quote") })
        #expect(rig.api.sales.count == 2)
    }

    private static let three = (0..<3).map { OrderLine.sample($0 + 2, order: "TOUR-\($0)") }

    /// A runner whose provider tells no price with the answer to a purchase, and with the order
    /// itself twice what was quoted.
    private static func dearer(
        _ rig: Rig, _ esims: @escaping @Sendable (Delivery) -> [DeliveredESIM] = { $0.esims }
    ) -> BatchRunner {
        let api = ChangedAPI(
            base: rig.api,
            purchase: { answer in
                guard case .placed(let order) = answer.outcome else { return answer }
                return PlacementAnswer(
                    outcome: .placed(
                        PlacedOrder(
                            reference: order.reference, total: nil, created: order.created,
                            sourceIP: nil, esims: [])),
                    status: answer.status, body: answer.body)
            },
            delivered: { delivery in
                Delivery(
                    status: delivery.status, esims: esims(delivery), retryAfter: nil,
                    total: .usd(456))
            })
        return BatchRunner(
            api: api, ledger: rig.ledger, publisher: rig.publisher, time: rig.time,
            settings: rig.settings, log: .silent)
    }

    @Test func `an order that was refused as a whole costs nothing`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.orders[0].cost == .usd(0))
        #expect(report.orders[0].reason == "No stock left")
    }

    @Test func `a partly bought order that leaves the sheet says where its eSIMs are`()
        async throws
    {
        let rig = try await partlyRefused()
        let report = try await rig.run([.sample(2, order: "OTHER")])
        #expect(report.outcome == .someRefused)
        let left = try #require(report.orders.first { $0.order == "TOUR" })
        #expect(left.reason?.contains("20 of its 26 eSIMs are bought; removed from") == true)
        #expect(left.reason?.contains("esimbatch export fleet --format csv") == true)
    }

    @Test func `a resume is no success while an order of a sheet is refused`() async throws {
        let rig = try await partlyRefused()
        try await rig.run([.sample(2, order: "OTHER")], as: "good")
        let requests = rig.api.requests.count
        let report = try await rig.resume()
        #expect(report.outcome == .someRefused)
        #expect(report.batch?.text == "fleet")
        #expect(report.states == [.refused])
        #expect(rig.api.requests.count == requests)
    }

    @Test func `a resume of other batches names those with refused orders`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        try await rig.run([.sample(order: "TOUR")])
        rig.api.script { script in
            script.purchase = { _ in .sell }
            script.delivery = { _ in .never }
        }
        try await rig.run([.sample(2, order: "LATE")], as: "late")
        rig.api.script { $0.delivery = { _ in .withAnswer } }
        let report = try await rig.resume()
        #expect(report.states == [.published, .refused])
        #expect(report.batch == nil)
        #expect(report.outcome == .someRefused)
        #expect(report.notes.contains { $0.contains("\"fleet\" has orders that the provider ref") })
    }

    @Test func `a refused order that left its sheet is nobody's concern`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { request in
                request.quantity == 1 ? .refuse(Self.refusal) : .sell
            }
        }
        let other = OrderLine.sample(3, quantity: 2, order: "OTHER")
        try await rig.run([.sample(order: "TOUR"), other])
        #expect(try await rig.resume().outcome == .someRefused)
        #expect(try await rig.run([other]).outcome == .nothingToDo)
        #expect(try await rig.resume().outcome == .nothingToDo)
    }

    @Test func `open books are told of until something else is bought`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.script { $0.unexplained = .usd(150) }
                return .sell
            }
        }
        let line = OrderLine.sample(order: "TOUR")
        #expect(try await rig.run([line]).booksClose == false)
        let again = try await rig.run([line])
        #expect(again.outcome == .nothingToDo)
        #expect(
            again.notes.contains { note in
                note.contains(
                    "did not close: the balance went from 1000.00 to 996.22 USD")
            })
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run([line, .sample(2, order: "NEXT")]).booksClose == true)
        #expect(try await rig.run([line, .sample(2, order: "NEXT")]).notes.isEmpty)
    }

    @Test func `a run that buys nothing of a known batch refreshes its summary`() async throws {
        let rig = try Rig(concurrency: 1)
        try await rig.run([.sample(order: "TOUR")])
        let dear = [OrderLine.sample(order: "TOUR"), .sample(2, order: "NEXT")]
        let over = try await rig.run(dear) { settings in
            settings.ceiling = Budget.Ceiling("1.00")
        }
        #expect(over.outcome == .overBudget)
        var summary = try #require(rig.publisher.summaries.last)
        #expect(summary.outcome == .overBudget)
        #expect(summary.orders.map(\.order) == ["TOUR", "NEXT"])
        #expect(summary.states == [.published, .ready])
        // Where its lines stand in this sheet, though nothing of it is admitted.
        let moved: [OrderLine] = [.sample(2, order: "NEXT"), .sample(3, order: "TOUR")]
        _ = try await rig.run(moved) { $0.ceiling = Budget.Ceiling("1.00") }
        summary = try #require(rig.publisher.summaries.last)
        #expect(summary.orders.map(\.order) == ["NEXT", "TOUR"])
        #expect(summary.orders.map { $0.lines.map(\.line) } == [[2], [3]])
        let changed = try await rig.run([.sample(quantity: 2, order: "TOUR")])
        #expect(changed.outcome == .invalid)
        summary = try #require(rig.publisher.summaries.last)
        #expect(summary.findings.sorted.map(\.rule) == [.orderChanged])
        #expect(summary.states == [.published])
        #expect(summary.orders[0].references.count == 1)
        // A sheet that cannot be read at all does not make what was bought disappear.
        var unreadable = FindingLog()
        unreadable.error(.sheetEmpty, at: nil, "there is nothing in it")
        _ = try await rig.runner().run(
            .sample([]), as: .sample(), findings: unreadable, confirm: { _ in true })
        summary = try #require(rig.publisher.summaries.last)
        #expect(summary.outcome == .invalid)
        #expect(summary.states == [.published])
    }

    @Test func `a faulty sheet of an unknown batch leaves nothing behind`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.quote = { _ in .invalid(message: "no") } }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .invalid)
        #expect(rig.publisher.summaries.isEmpty)
        #expect(rig.publisher.prepared.isEmpty)
    }
}

extension BatchRunner {
    fileprivate func run(_ lines: [OrderLine]) async throws -> BatchReport {
        try await run(
            .sample(lines), as: .sample(), findings: FindingLog(), confirm: { _ in true })
    }
}
