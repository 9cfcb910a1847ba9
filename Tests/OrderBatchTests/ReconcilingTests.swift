// Orders whose outcome nobody knows: adopted, proven absent, or left to a person, and never resent
// without evidence.

import OrderBatch
import OrderSteps
import OrderTestKit
import Orders
import Testing

struct ReconcilingTests {
    /// With the default settings: the request's own time, and the wait after it.
    private let settling: Duration = .seconds(122 + 900)

    @Test(arguments: [0, 30, 60, 600])
    func `an order whose answer was lost is adopted, however late it is applied`(
        seconds: Int
    ) async throws {
        let rig = try Rig()
        rig.api.script { script in
            script.purchase = {
                $0.number == 2 ? .loseAnswer(appliedAfter: .seconds(seconds)) : .sell
            }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
        #expect(rig.api.requests.count == 3)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `an order that is listed late is adopted`() async throws {
        let rig = try Rig()
        rig.api.script { script in
            script.listDelay = .seconds(30)
            script.purchase = { $0.number == 1 ? .loseAnswer() : .sell }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(rig.time.uptime() >= .seconds(30))
        #expect(rig.time.uptime() < .seconds(60))
        #expect(rig.api.requests.count == 3)
        try await rig.expectExactlyOnce(orders: 3)
    }

    /// The machine's clock is set while an order is looked for that is listed ten minutes late.
    @Test(arguments: [3_600, -3_600, 172_800])
    func `setting the clock does not shorten the wait`(seconds: Int) async throws {
        let rig = try Rig()
        rig.api.script { script in
            script.listDelay = .seconds(600)
            script.purchase = { $0.number == 1 ? .loseAnswer() : .sell }
            script.before = { [api = rig.api] call in
                // The first look is that of the opening.
                guard call.kind == .orders, call.number == 3 else { return }
                api.script { $0.clockAhead = .seconds(seconds) }
            }
        }
        let runner = BatchRunner(
            api: rig.api, ledger: rig.ledger, publisher: rig.publisher,
            time: SetClock(base: rig.time, api: rig.api), settings: rig.settings, log: .silent)
        let report = try await runner.run(
            .sample([.sample(order: "TOUR")]), as: .sample("fleet"), findings: FindingLog(),
            confirm: { _ in true })
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 1)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a lost request is bought again once the wait is over and two lists agree`()
        async throws
    {
        let rig = try Rig()
        rig.api.script { $0.purchase = { $0.number == 1 ? .loseRequest : .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 2)
        #expect(rig.api.requests[1].at >= settling + .seconds(60))
        #expect(rig.api.requests[1].at <= settling + .seconds(75))
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `with a shorter wait the two lists lie closer together`() async throws {
        let rig = try Rig()
        rig.api.script { $0.purchase = { $0.number == 1 ? .loseRequest : .sell } }
        try await rig.run([.sample(order: "TOUR")]) { settings in
            settings.settleAfter = .seconds(15)
            settings.requestTimeout = .seconds(8)
        }
        #expect(rig.api.requests.count == 2)
        #expect(rig.api.requests[1].at >= .seconds(8 + 2 + 15 + 1))
        #expect(rig.api.requests[1].at < .seconds(30))
    }

    @Test func `an order that is lost a second time is left to a person`() async throws {
        let rig = try Rig()
        rig.api.script { $0.purchase = { $0.number <= 2 ? .loseRequest : .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.states == [.unconfirmed])
        #expect(rig.api.requests.count == 2)
        #expect(try await rig.resume().outcome == .needsAPerson)
        #expect(rig.api.requests.count == 2)
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .notBought, reason: "support says no", at: rig.time.now())
        #expect(try await rig.resume().outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `of two equal unknown orders and one listed, one is adopted and one bought`()
        async throws
    {
        let rig = try Rig()
        rig.api.script { script in
            script.purchase = { request in
                switch request.number {
                case 1: .loseAnswer()
                case 2: .loseRequest
                default: .sell
                }
            }
        }
        let report = try await rig.run(Array(travellers.prefix(2)))
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 3)
        #expect(rig.api.requests[2].at >= settling)
        try await rig.expectExactlyOnce(orders: 2)
    }

    @Test func `more orders in the list than were sent need a person and are not resent`()
        async throws
    {
        let rig = try Rig()
        let report = try await sellOursBesideAStrangers(rig)
        #expect(report.outcome == .needsAPerson)
        #expect(report.orders[0].reason?.contains("somebody else") == true)
        #expect(try await rig.resume().outcome == .needsAPerson)
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .needsAPerson)
        #expect(rig.api.requests.count == 1)
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .bought(rig.api.sales[0].reference), reason: "seen in the portal",
            at: rig.time.now())
        // The stranger's is still like ours and newer than all, but no more like it is wanted.
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.requests.count == 1)
        try await expectBoughtOnce(rig)
        // Now something is, and an old copy of the ledger would have forgotten just that.
        rig.api.script { $0.purchase = { _ in .sell } }
        let failure = await #expect(throws: LedgerFailure.self) {
            try await rig.run([.sample()], as: "next")
        }
        #expect(failure?.kind == .outdated)
        let trusted = try await rig.run([.sample()], as: "next") { $0.trustsLedger = true }
        #expect(trusted.outcome == .complete)
        #expect(try await rig.run([.sample()], as: "later").outcome == .complete)
    }

    @Test func `trusting the ledger does not decide which of two equal orders is ours`()
        async throws
    {
        let rig = try Rig()
        try await sellOursBesideAStrangers(rig)
        for _ in 1...2 {
            let report = try await rig.resume { $0.trustsLedger = true }
            #expect(report.outcome == .needsAPerson)
        }
        #expect(try await rig.states() == [.unconfirmed])
        #expect(rig.publisher.folders.isEmpty)
    }

    /// A stranger buys the same in the same moment, and our own answer is lost.
    @discardableResult
    private func sellOursBesideAStrangers(_ rig: Rig) async throws -> BatchReport {
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                api.sellToSomebodyElse(request.items)
                return .loseAnswer()
            }
        }
        return try await rig.run([.sample(order: "TOUR")])
    }

    @Test func `an order that turns up after it was called not bought stops buying`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = {
                $0.number == 1 ? .loseAnswer(appliedAfter: .seconds(1_200)) : .sell
            }
        }
        try await rig.run([.sample(order: "TOUR")])
        #expect(rig.api.requests.count == 2)
        rig.time.advance(by: .seconds(600))
        let report = try await rig.run([.sample(2, Bundles.france)], as: "next")
        #expect(report.outcome == .needsAPerson)
        let again = try #require(try await rig.orders().first?.reference)
        let note = try #require(report.notes.first { $0.contains("fits fleet/TOUR#1") })
        #expect(note.contains("was bought again since, as \(again)"))
        #expect(note.contains("refund") && !note.contains("settle"))
        #expect(rig.api.requests.count == 2)
    }

    @Test func `an order that turns up for one that is not bought is to be settled`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let order = try await rig.loseAndSettleTour()
        let listed = rig.api.sellToSomebodyElse([.sample()])
        let requests = rig.api.requests.count
        let report = try await rig.resume()
        #expect(report.outcome == .needsAPerson)
        let advice = "esimbatch settle 'fleet/TOUR#1' --bought \(listed)"
        #expect(report.notes.contains { $0.contains(advice) })
        try await rig.ledger.settle(
            order, as: .bought(listed), reason: "ours", at: rig.time.now())
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.requests.count == requests)
    }

    @Test func `what the list does not show and money is missing for is a person's`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.listDelay = .seconds(100_000)
            script.purchase = { _ in .loseAnswer() }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.orders[0].reason?.contains("2.28 USD more is gone than was bought") == true)
        #expect(rig.api.requests.count == 1)
        #expect(report.booksClose == false)
        // The next run's money begins with its own balance, and that does not make it absent.
        // Nor does the doubt lose its reason: it was sent once, and somebody has the money.
        for _ in 1...2 {
            let again = try await rig.resume()
            #expect(again.outcome == .needsAPerson)
            let reason = try #require(again.orders[0].reason)
            #expect(reason.contains("2.28 USD more is gone than was bought"))
            #expect(!reason.contains("sent twice"))
            #expect(!again.orders[0].isAbsentTwice)
        }
        #expect(rig.api.requests.count == 1)
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .bought(rig.api.sales[0].reference), reason: "in the portal",
            at: rig.time.now())
        // What the first run's books lacked is found.
        let settled = try await rig.resume()
        #expect(settled.outcome == .complete)
        #expect(!settled.notes.contains { $0.contains("did not close") })
    }

    @Test func `what others have paid for is not missing`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                api.sellToSomebodyElse([.sample(Bundles.america, 3)], total: .usd(900))
                return .loseRequest
            }
        }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .complete)
        #expect(rig.api.requests.count == 2)
    }

    @Test func `an equal order that others make days after a kill is not ours`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .loseRequest } }
        let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, _ in
            if step == .finishAttempt { throw fatal }
        }
        await #expect(throws: LedgerFailure.self) { try await dying.run([.sample(order: "TOUR")]) }
        #expect(try await rig.states() == [.placing])
        rig.time.advance(by: .seconds(86_400))
        rig.api.sellToSomebodyElse([.sample()])
        rig.time.advance(by: .seconds(86_400))
        let report = try await rig.resume()
        #expect(report.outcome == .needsAPerson)
        #expect(try await rig.states() == [.unconfirmed])
        #expect(rig.publisher.folders.isEmpty)
    }

    @Test func `an order that turns up and is not wanted any more is for a refund`() async throws {
        let rig = try Rig(concurrency: 1)
        _ = try await rig.loseAndSettleTour()
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run([.sample(quantity: 2, order: "TOUR")]).outcome == .complete)
        rig.api.sellToSomebodyElse([.sample()])
        let report = try await rig.run([.sample(3, Bundles.france, order: "NEXT")], as: "next")
        #expect(report.outcome == .needsAPerson)
        let note = try #require(report.notes.first { $0.contains("fits fleet/TOUR#1") })
        #expect(note.contains("the sheet has something else in its place since"))
        #expect(note.contains("refund") && !note.contains("settle"))
    }

    @Test func `a stranger's other order in the window makes a listed one doubtful`() async throws {
        let rig = try Rig()
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.sellToSomebodyElse([.sample(Bundles.america, 5)])
                return .loseAnswer()
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(try await rig.states() == [.unconfirmed])
        #expect(rig.api.requests.count == 1)
    }

    @Test func `a stranger's other order does not hinder the proof of absence`() async throws {
        let rig = try Rig()
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                api.sellToSomebodyElse([.sample(Bundles.america, 5)])
                return .loseRequest
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 2)
        #expect(rig.api.requests[1].at >= settling + .seconds(60))
        try await expectBoughtOnce(rig)
    }

    @Test func `an order that was listed before the run is never taken for ours`() async throws {
        let rig = try Rig()
        rig.api.sellToSomebodyElse([.sample()])
        rig.api.script { $0.purchase = { $0.number == 1 ? .loseRequest : .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 2)
        try await expectBoughtOnce(rig)
    }

    @Test func `a stranger at another address does not make our own order doubtful`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.sourceIP = "192.0.2.7"
            script.purchase = { request in
                guard request.number == 2 else { return .sell }
                api.sellToSomebodyElse(request.items, sourceIP: "198.51.100.9")
                return .loseAnswer()
            }
        }
        let report = try await rig.run(Array(threeTours.prefix(2)))
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
        #expect(rig.api.requests.count == 2)
        try await expectBoughtOnce(rig)
    }

    @Test func `with as many unknowns in a row as slots, buying waits for the evidence`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script {
            $0.purchase = { $0.number == 1 ? .loseAnswer(appliedAfter: .seconds(60)) : .sell }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.map(\.at).dropFirst().allSatisfy { $0 >= .seconds(60) })
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `an answer with another order's reference is as good as unknown`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { $0.number == 2 ? .sellAs(.sample(1)) : .sell }
        }
        let report = try await rig.run(Array(travellers.prefix(2)))
        #expect(try await rig.orders().compactMap(\.reference).first == .sample(1))
        #expect(
            Set(try await rig.orders().compactMap(\.reference)).count
                == (try await rig.orders().compactMap(\.reference).count))
        #expect(report.outcome == .needsAPerson)
    }

    private func expectBoughtOnce(
        _ rig: Rig, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let references = try await rig.orders().compactMap(\.reference)
        #expect(
            Set(references) == Set(rig.api.sales.map(\.reference)),
            sourceLocation: sourceLocation)
        #expect(
            try await rig.states().allSatisfy { $0 == .published },
            sourceLocation: sourceLocation)
    }
}
