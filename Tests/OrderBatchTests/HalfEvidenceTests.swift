// Evidence that only half fits a lost order: whatever it means, nothing is sent a second time.

import OrderBatch
import OrderTestKit
import Orders
import Testing

struct HalfEvidenceTests {
    @Test(arguments: [[2, 2], [1, 1, 1], [3], [5]])
    func `a lost order that is listed divided, cut short or enlarged is a person's`(
        quantities: [Int]
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                for quantity in quantities {
                    api.sellToSomebodyElse([.sample(Bundles.britain, quantity)])
                }
                return .loseRequest
            }
        }
        let line = OrderLine.sample(quantity: 4, order: "TOUR")
        #expect(try await rig.run([line]).outcome == .needsAPerson)
        #expect(try await rig.states() == [.unconfirmed])
        let reason = try #require(try await rig.orders().first?.reason)
        #expect(reason.contains("is for more or less"))
        #expect(reason.contains(OrderReference.sample(1).text))
        rig.time.advance(by: .seconds(86_400))
        #expect(try await rig.resume().outcome == .needsAPerson)
        #expect(try await rig.run([line]).outcome == .needsAPerson)
        #expect(rig.api.requests.count == 1)
        #expect(try await rig.states() == [.unconfirmed])
    }

    /// The provider may sell something else in place of what was asked for.
    @Test(arguments: [("192.0.2.1", true), ("198.51.100.9", false)])
    func `anything from our own address at its time leaves a lost order to a person`(
        address: String, isOurs: Bool
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.sourceIP = "192.0.2.1" }
        try await rig.run([.sample(2, Bundles.france, order: "FIRST")], as: "before")
        rig.time.advance(by: .seconds(600))
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 2 else { return .sell }
                api.sellToSomebodyElse([.sample(Bundles.america)], sourceIP: address)
                return .loseRequest
            }
        }
        let outcome = try await rig.run([.sample(order: "TOUR")]).outcome
        let expected: RunOutcome = isOurs ? .needsAPerson : .complete
        let state: OrderState = isOurs ? .unconfirmed : .published
        #expect(outcome == expected)
        #expect(rig.api.requests.count == (isOurs ? 2 : 3))
        #expect(try await rig.states() == [state])
    }

    @Test func `what an interrupted run saw is remembered when the list shows it no more`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let gate = Gate()
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                // Free of charge, so that the money says nothing.
                api.sellToSomebodyElse([.sample(Bundles.britain, 2)], total: .usd(0))
                return .loseRequest
            }
            // The first look is that of the opening, the second the first of those that wait.
            script.before = { call in
                if call.kind == .orders, call.number == 3 { await gate.pass() }
            }
        }
        let interrupted = try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { try await rig.run([.sample(order: "TOUR")]) }
            await gate.arrivals(atLeast: 1)
            group.cancelAll()
            gate.open()
            return try #require(try await group.next())
        }
        #expect(interrupted.outcome == .interrupted(signal: 2))
        #expect(try await rig.states() == [.unconfirmed])
        rig.api.script { script in
            script.before = { _ in }
            script.listDelay = .seconds(10_000_000)
        }
        for _ in 1...2 {
            #expect(try await rig.resume().outcome == .needsAPerson)
            #expect(try await rig.states() == [.unconfirmed])
        }
        let reason = try #require(try await rig.orders().first?.reason)
        #expect(reason.contains("lists it no more"))
        #expect(reason.contains(OrderReference.sample(1).text))
        #expect(rig.api.requests.count == 1)
    }

    /// A run whose only request is lost, where the list tells its end from a look on.
    private func losing(fullFrom look: Int) async throws -> Rig {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { $0.number == 1 ? .loseRequest : .sell }
            script.before = { call in
                guard call.kind == .orders else { return }
                api.script { $0.listIsFull = call.number >= look }
            }
        }
        try await rig.run([.sample(order: "TOUR")])
        return rig
    }

    @Test
    func `a list that tells its end only once proves nothing, however long it was waited for`()
        async throws
    {
        let never = try await losing(fullFrom: .max)
        #expect(try await never.states() == [.unconfirmed])
        let last = never.api.count(.orders)
        let once = try await losing(fullFrom: last)
        #expect(try await once.states() == [.unconfirmed])
        #expect(try await once.orders().first?.reason?.contains("whole only once") == true)
        #expect(once.api.requests.count == 1)
        let earlier = try await losing(fullFrom: last - 10)
        #expect(try await earlier.states() == [.published])
        #expect(earlier.api.requests.count == 2)
    }

    /// A price may have fallen since it was quoted.
    @Test(arguments: [Int64(227), 228, 229])
    func `money that is nearly the price keeps an order that is not listed from being sent again`(
        cents: Int64
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.listDelay = .seconds(10_000_000)
            script.purchase = { $0.number == 1 ? .loseAnswer(total: .usd(cents)) : .sell }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        let reason = try #require(report.orders.first?.reason)
        #expect(reason.contains("\(Money.usd(cents)) more is gone than was bought"))
        #expect(try await rig.states() == [.unconfirmed])
        #expect(rig.api.requests.count == 1)
    }

    @Test func `money that moved in another currency tells nothing of what is not listed`()
        async throws
    {
        let euros = try #require(Currency("EUR"))
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                api.sellToSomebodyElse(
                    [.sample(Bundles.america)], total: Money(minorUnits: 900, currency: euros))
                return .loseRequest
            }
        }
        try await expectUntold(rig)
    }

    @Test func `a balance in another currency tells nothing of what is not listed`() async throws {
        let euros = try #require(Currency("EUR"))
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 1 else { return .sell }
                api.script { script in
                    script.balance = Money(minorUnits: 90_000, currency: euros)
                    script.unexplained = .zero(euros)
                }
                return .loseRequest
            }
        }
        try await expectUntold(rig)
    }

    private func expectUntold(
        _ rig: Rig, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson, sourceLocation: sourceLocation)
        let reason = report.orders.first?.reason ?? ""
        #expect(reason.contains("cannot be told"), sourceLocation: sourceLocation)
        #expect(
            try await rig.states() == [.unconfirmed], sourceLocation: sourceLocation)
        #expect(rig.api.requests.count == 1, sourceLocation: sourceLocation)
    }
}
