// The books of a run that ended before it compared them: what it was refused may have been charged.

import OrderBatch
import OrderSteps
import OrderTestKit
import Orders
import Testing

struct EarlierBooksTests {
    /// How a run ends without books.
    enum End: CaseIterable {
        /// Its closing balance cannot be read.
        case unread
        /// Its process dies as soon as the refusal is recorded.
        case killed
    }

    private static let refusal = Refusal(message: "No stock left")
    private static let ourAddress = "192.0.2.1"

    /// A run in which TOUR is refused, and which ends without books. What the provider does besides
    /// is done by `act`. Ten minutes later all is well again.
    private func refuseTour(
        _ rig: Rig, _ end: End, beside act: @escaping @Sendable (ScriptedAPI) -> Void
    ) async throws {
        let unreadable = APIFailure(
            .unreachable, attempting: "reading the account", cause: "reset", hint: "")
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                act(api)
                if end == .unread {
                    api.script { $0.before = { if $0.kind == .account { throw unreadable } } }
                }
                return .refuse(Self.refusal)
            }
        }
        switch end {
        case .unread:
            let report = try await rig.run([.sample(order: "TOUR")])
            #expect(report.outcome == .someRefused)
            #expect(report.booksClose == nil)
        case .killed:
            let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
            var dying = rig
            dying.ledger = SteppedLedger(rig.ledger) { step, side in
                if step == .finishAttempt, side == .after { throw fatal }
            }
            await #expect(throws: LedgerFailure.self) {
                try await dying.run([.sample(order: "TOUR")])
            }
        }
        #expect(try await rig.states() == [.refused])
        rig.api.script { script in
            script.before = { _ in }
            script.purchase = { _ in .sell }
        }
        rig.time.advance(by: .seconds(600))
    }

    /// The list is late, so that the money alone tells of it.
    @Test(arguments: [(Int64(228), true), (227, false), (500, false), (0, false)])
    func `what was refused and is paid for after the books were closed is a person's`(
        cents: Int64, isDoubtful: Bool
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .someRefused)
        rig.time.advance(by: .seconds(60))
        rig.api.script { script in
            script.unexplained = .usd(cents)
            script.purchase = { _ in .sell }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == (isDoubtful ? .needsAPerson : .complete))
        #expect(try await rig.states() == [isDoubtful ? .failed : .published])
        #expect(rig.api.requests.count == (isDoubtful ? 1 : 2))
        guard isDoubtful else { return }
        #expect(report.notes.contains { $0.contains("Nothing is bought now") })
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .notBought, reason: "it was something else", at: rig.time.now())
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .complete)
    }

    /// Corrected to another bundle, the refused order is no longer in the sheet.
    @Test func `what was refused, replaced and paid for late is shown and may be settled`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        try await rig.run([.sample(order: "TOUR")])
        rig.api.script { $0.purchase = { _ in .sell } }
        let corrected = [OrderLine.sample(2, Bundles.france, order: "TOUR")]
        #expect(try await rig.run(corrected).outcome == .complete)
        rig.time.advance(by: .seconds(60))
        rig.api.script { $0.unexplained = .usd(228) }
        let report = try await rig.run(corrected + [.sample(3, order: "NEXT")])
        #expect(report.outcome == .needsAPerson)
        let batch = try #require(try await rig.ledger.batch(.sample()))
        let doubtful = try #require(batch.orders.first { $0.orders[0].state == .failed })
        #expect(!doubtful.isInSheet)
        #expect(doubtful.folder.hasPrefix("TOUR~replaced"))
        #expect(batch.orders.contains { $0.folder == "TOUR" && $0.isInSheet })
        // It was carried out: the person finds it in the portal, and its eSIM gets a folder.
        let found = rig.api.sellToSomebodyElse([.sample()], total: .usd(228))
        rig.api.script { $0.unexplained = .usd(0) }
        try await rig.ledger.settle(
            doubtful.orders[0].id, as: .bought(found), reason: "in the portal",
            at: rig.time.now())
        #expect(try await rig.resume().outcome == .complete)
        #expect(Set(rig.publisher.folders.keys) == ["fleet/TOUR", "fleet/\(doubtful.folder)"])
        let rerun = try await rig.run(corrected)
        #expect(rerun.outcome == .nothingToDo, "\(rerun.notes)")
        #expect(rig.api.requests.count == 2)
    }

    @Test(arguments: [(2, true), (4, false)])
    func `a few refused orders that are all paid for late are a person's`(
        count: Int, isDoubtful: Bool
    ) async throws {
        let rig = try Rig(concurrency: 1)
        let lines = (1...count).map { OrderLine.sample($0 + 1, order: "TOUR-\($0)") }
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        #expect(try await rig.run(lines).outcome == .someRefused)
        rig.time.advance(by: .seconds(60))
        rig.api.script { script in
            script.unexplained = .usd(2 * 228)
            script.purchase = { _ in .sell }
        }
        #expect(try await rig.run(lines).outcome == (isDoubtful ? .needsAPerson : .complete))
        #expect(rig.api.requests.count == (isDoubtful ? count : 2 * count))
    }

    /// Its run ends before it comes to the order, for lack of balance.
    @Test func `what a run has set out to ask for again is doubted like what was refused`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let lines = [
            OrderLine.sample(2, Bundles.america, order: "FIRST"), .sample(3, order: "TOUR"),
        ]
        rig.api.script { $0.purchase = { _ in .refuse(Self.refusal) } }
        #expect(try await rig.run(lines).outcome == .someRefused)
        let short = Refusal(message: "No payment taken", stops: .balance)
        rig.api.script { $0.purchase = { _ in .refuse(short) } }
        try await rig.run(lines)
        #expect(try await rig.states() == [.refused, .ready])
        rig.time.advance(by: .seconds(60))
        rig.api.script { script in
            script.unexplained = .usd(228)
            script.purchase = { _ in .sell }
        }
        let requests = rig.api.requests.count
        #expect(try await rig.run(lines).outcome == .needsAPerson)
        #expect(rig.api.requests.count == requests)
        #expect(try await rig.states() == [.refused, .failed])
    }

    /// A job may run once a week.
    @Test(arguments: End.allCases)
    func `the books of a run without an end are compared however late the next one is`(
        end: End
    ) async throws {
        let rig = try Rig(concurrency: 1)
        try await refuseTour(rig, end) { api in api.script { $0.unexplained = .usd(228) } }
        rig.time.advance(by: .seconds(8 * 86_400))
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .needsAPerson)
        #expect(rig.api.requests.count == 1)
    }

    /// What a colleague in the same office buys is listed, and explains its own money and no more.
    @Test(arguments: [(Int64(0), RunOutcome.complete), (228, .needsAPerson)])
    func `a colleague's purchase hides no late charge, and is none`(
        late: Int64, outcome: RunOutcome
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.sourceIP = Self.ourAddress
            script.purchase = { $0.number == 1 ? .sell : .refuse(Self.refusal) }
        }
        let lines = [OrderLine.sample(order: "FIRST"), .sample(3, order: "TOUR")]
        #expect(try await rig.run(lines).outcome == .someRefused)
        rig.time.advance(by: .seconds(60))
        rig.api.sellToSomebodyElse(
            [.sample(Bundles.america)], total: .usd(228), sourceIP: Self.ourAddress)
        rig.time.advance(by: .seconds(60))
        rig.api.script { script in
            script.unexplained = .usd(late)
            script.purchase = { _ in .sell }
        }
        #expect(try await rig.run(lines).outcome == outcome)
    }

    @Test func `what was refused is doubted beside what nobody knows of`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { request in
                request.items[0].bundle.text == Bundles.britain
                    ? .refuse(Self.refusal) : .loseRequest
            }
        }
        let lines = [
            OrderLine.sample(order: "TOUR"), .sample(3, Bundles.america, order: "LOST"),
        ]
        #expect(try await rig.run(lines).outcome == .needsAPerson)
        // Both are carried out late, and neither is listed yet.
        rig.api.script { script in
            script.unexplained = .usd(228) + (Bundles.prices[Bundles.america] ?? .usd(0))
            script.purchase = { _ in .sell }
        }
        let requests = rig.api.requests.count
        #expect(try await rig.run(lines).outcome == .needsAPerson)
        #expect(rig.api.requests.count == requests)
        #expect(try await rig.states().contains(.failed))
    }

    @Test(arguments: End.allCases)
    func `what a run without books was refused, and may have been charged for, is a person's`(
        end: End
    ) async throws {
        let rig = try Rig(concurrency: 1)
        try await refuseTour(rig, end) { api in api.script { $0.unexplained = .usd(228) } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.notes.contains { $0.contains("2.28 USD more than was bought") })
        #expect(report.notes.contains { $0.contains("Nothing is bought now") })
        #expect(try await rig.states() == [.failed])
        let reason = try #require(try await rig.orders().first?.reason)
        #expect(reason.contains("No stock left"))
        #expect(reason.contains("make sure that it was not charged"))
        #expect(rig.api.requests.count == 1)
        // It is said once: what else there is to buy is bought, and that order is not.
        let next = try await rig.run([.sample(2, Bundles.france, order: "NEXT")], as: "next")
        #expect(next.outcome == .complete)
        #expect(next.booksClose == true)
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .needsAPerson)
        #expect(rig.api.sales.map(\.items) == [[.sample(Bundles.france)]])
        #expect(rig.api.requests.count == 2)
    }

    @Test func `nothing else is bought by the run that finds the money missing`() async throws {
        let rig = try Rig(concurrency: 1)
        try await refuseTour(rig, .unread) { api in api.script { $0.unexplained = .usd(228) } }
        let other = [OrderLine.sample(2, Bundles.france, order: "NEXT")]
        #expect(try await rig.run(other, as: "next").outcome == .needsAPerson)
        #expect(rig.api.requests.count == 1)
        #expect(try await rig.states() == [.failed])
        #expect(try await rig.run(other, as: "next").outcome == .complete)
        #expect(rig.api.requests.count == 2)
    }

    @Test func `what an interrupted run was refused, and may have been charged for, is one too`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let gate = Gate()
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number > 1 else {
                    api.script { $0.unexplained = .usd(228) }
                    return .refuse(Self.refusal)
                }
                await gate.pass()
                return .sell
            }
        }
        let lines = [OrderLine.sample(order: "TOUR-1"), .sample(3, order: "TOUR-2")]
        let interrupted = try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { try await rig.run(lines) }
            await gate.arrivals(atLeast: 1)
            group.cancelAll()
            gate.open()
            return try #require(try await group.next())
        }
        #expect(interrupted.outcome == .interrupted(signal: 2))
        rig.time.advance(by: .seconds(600))
        let report = try await rig.run(lines)
        #expect(report.outcome == .needsAPerson)
        #expect(report.notes.contains { $0.contains("2.28 USD more than was bought") })
        // What it had bought is finished all the same.
        let states = try await rig.states()
        #expect(Set(states) == [.failed, .published])
        #expect(rig.api.requests.count == 2)
        let next = try await rig.run([.sample(2, Bundles.france, order: "NEXT")], as: "next")
        #expect(next.outcome == .complete)
        #expect(rig.api.requests.count == 3)
    }

    @Test(arguments: End.allCases)
    func `with nothing missing, what a run without books was refused is simply bought`(
        end: End
    ) async throws {
        let rig = try Rig(concurrency: 1)
        try await refuseTour(rig, end) { _ in }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
        #expect(report.notes.isEmpty)
        #expect(rig.api.requests.count == 2)
        try await rig.expectExactlyOnce(orders: 1)
    }

    /// It may be the refused one, made all the same and listed otherwise.
    @Test func `an order that nobody owns from our own address explains no missing money`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        try await buyFirst(rig)
        try await refuseTour(rig, .unread) { api in
            api.sellToSomebodyElse(
                [.sample(Bundles.america)], total: .usd(228), sourceIP: Self.ourAddress)
        }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .needsAPerson)
        #expect(try await rig.states() == [.failed])
        #expect(rig.api.requests.count == 2)
    }

    @Test func `what others have bought elsewhere explains the missing money`() async throws {
        let rig = try Rig(concurrency: 1)
        try await buyFirst(rig)
        try await refuseTour(rig, .unread) { api in
            api.sellToSomebodyElse(
                [.sample(Bundles.america)], total: .usd(228), sourceIP: "198.51.100.9")
        }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .complete)
        #expect(try await rig.states() == [.published])
        #expect(rig.api.requests.count == 3)
    }

    /// So that the ledger knows the address that its orders come from.
    private func buyFirst(_ rig: Rig) async throws {
        rig.api.script { $0.sourceIP = Self.ourAddress }
        let report = try await rig.run([.sample(2, Bundles.france, order: "FIRST")], as: "before")
        #expect(report.booksClose == true)
        rig.time.advance(by: .seconds(600))
    }
}
