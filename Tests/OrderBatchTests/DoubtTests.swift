// Listed orders that are nearly ours: whatever else is decided, nothing of them is bought twice.

import OrderBatch
import OrderSteps
import OrderTestKit
import Orders
import Testing

struct DoubtTests {
    @Test func `an order lost while its price moved is not bought a second time`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { $0.number == 1 ? .loseAnswer(total: .usd(240)) : .sell }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(rig.api.sales.count == 1)
        #expect(try await rig.states() == [.unconfirmed])
    }

    @Test func `an order lost after our own address changed is not bought a second time`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.sourceIP = "192.0.2.7" }
        try await rig.run([.sample(order: "TOUR-1")], as: "monday")
        rig.time.advance(by: .seconds(86_400))
        rig.api.script { script in
            script.sourceIP = "198.51.100.9"
            script.purchase = { $0.number == 2 ? .loseAnswer() : .sell }
        }
        let report = try await rig.run([.sample(order: "TOUR-2")], as: "tuesday")
        #expect(report.outcome == .needsAPerson)
        #expect(rig.api.sales.count == 2)
        #expect(try await rig.states("tuesday") == [.unconfirmed])
    }

    @Test func `an order lost in a resume at an agreed higher price is not bought twice`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        try await leaveReady(rig)
        rig.api.script { script in
            script.prices[Bundles.britain] = .usd(240)
            script.purchase = { $0.number == Limits.placementTries + 1 ? .loseAnswer() : .sell }
        }
        let ceiling = try #require(Budget.Ceiling("10.00"))
        let report = try await rig.resume { $0.ceiling = ceiling }
        #expect(rig.api.sales.count == 1)
        #expect(report.outcome == .complete)
        #expect(report.cost == .usd(240))
    }

    /// Prices were asked for before the wait for the lost order, which takes a quarter of an hour.
    @Test func `a price that rises while a lost order is looked for is noticed`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number == 1 ? .loseRequest : .sell } }
        let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, side in
            if step == .finishAttempt, side == .after { throw fatal }
        }
        let lines = [OrderLine.sample(order: "TOUR-1"), .sample(3, order: "TOUR-2")]
        await #expect(throws: LedgerFailure.self) { try await dying.run(lines) }
        rig.api.script { [api = rig.api] script in
            script.before = { call in
                guard call.kind == .orders, call.number == 4 else { return }
                api.script { $0.prices[Bundles.britain] = .usd(240) }
            }
        }
        let ceiling = try #require(Budget.Ceiling("4.60"))
        let report = try await rig.run(lines) { $0.ceiling = ceiling }
        #expect(report.outcome == .overBudget)
        #expect(rig.api.requests.count == 1)
        #expect(try await rig.run(lines) { $0.ceiling = nil }.outcome == .complete)
    }

    @Test func `a resume at an agreed higher price buys all that was admitted`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { _ in .refuse(Refusal(message: "no", stops: .balance)) }
        }
        try await rig.run(travellers)
        rig.api.script { script in
            script.prices[Bundles.britain] = .usd(240)
            script.purchase = { _ in .sell }
        }
        let ceiling = try #require(Budget.Ceiling("10.00"))
        let report = try await rig.resume { $0.ceiling = ceiling }
        #expect(report.sortedStates == [.published, .published, .refused])
        #expect(rig.api.sales.map(\.total) == [.usd(240), .usd(240)])
    }

    @Test func `a resume whose price rose without anybody's consent buys nothing`() async throws {
        let rig = try Rig(concurrency: 1)
        try await leaveReady(rig)
        rig.api.script { script in
            script.prices[Bundles.britain] = .usd(240)
            script.purchase = { _ in .sell }
        }
        let report = try await rig.resume()
        #expect(report.outcome == .overBudget)
        #expect(report.notes.first?.contains("--max-cost 2.40") == true)
        #expect(rig.api.sales.isEmpty)
    }

    @Test func `others who keep buying do not keep an order undecided for ever`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { $0.number == 1 ? .loseRequest : .sell }
            // Another order of a stranger's before every look at the list, for hours on end.
            script.before = { call in
                guard call.kind == .orders, (2...200).contains(call.number) else { return }
                api.sellToSomebodyElse([.sample(Bundles.america)], total: .usd(1))
            }
        }
        try await rig.run([.sample(order: "TOUR")])
        #expect(rig.time.uptime() < .seconds(3_600))
        #expect(try await rig.states() == [.published])
        #expect(rig.api.sales.count == 1)
    }

    /// Admits one order that then cannot be sent.
    private func leaveReady(_ rig: Rig) async throws {
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        try await rig.run([.sample(order: "TOUR")])
        #expect(rig.api.requests.count == Limits.placementTries)
        #expect(try await rig.states() == [.ready])
    }
}
