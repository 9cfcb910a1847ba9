// The moment of buying: recorded first, bounded, paced, and stopped when more would be wrong.

import OrderSteps
import OrderTestKit
import Orders
import Synchronization
import Testing

@testable import OrderBatch

struct PlacingTests {
    @Test func `an attempt is in the ledger before its request is sent`() async throws {
        let rig = try Rig(concurrency: 1)
        let ledger = rig.ledger
        let seen = Mutex<[[OrderState]]>([])
        rig.api.script { script in
            script.purchase = { request in
                let batch = try? await ledger.batch(.sample())
                let states = batch?.orders.flatMap(\.orders).filter { order in
                    order.planned.items == request.items
                }.map(\.state)
                seen.withLock { $0.append(states ?? []) }
                return .sell
            }
        }
        try await rig.run(threeTours)
        #expect(seen.withLock { $0 } == [[.placing], [.placing], [.placing]])
    }

    @Test(arguments: [1, 4])
    func `no more purchases are in flight than asked for, and no fewer`(
        concurrency: Int
    ) async throws {
        let rig = try Rig(concurrency: concurrency)
        let meeting = Meeting(of: concurrency)
        rig.api.script { script in
            script.purchase = { _ in
                await meeting.join()
                return .sell
            }
        }
        let lines = (0..<12).map { OrderLine.sample($0 + 2, order: "TOUR-\($0)") }
        #expect(try await rig.run(lines).outcome == .complete)
        #expect(rig.api.mostInFlight == concurrency)
        try await rig.expectExactlyOnce(orders: 12)
    }

    @Test func `the starts of two purchases are never closer than the pace`() async throws {
        let rig = try Rig(concurrency: 1)
        let lines = (0..<5).map { OrderLine.sample($0 + 2, order: "TOUR-\($0)") }
        let report = try await rig.run(lines) { $0.pace = .seconds(3) }
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.map(\.at) == [0, 3, 6, 9, 12].map { .seconds($0) })
    }

    @Test func `the pace is kept from one run to the next`() async throws {
        let rig = try Rig(concurrency: 1)
        for number in 0..<3 {
            let line = OrderLine.sample(order: "TOUR-\(number)")
            try await rig.run([line], as: "batch-\(number)") { $0.pace = .seconds(3) }
        }
        #expect(rig.api.requests.map(\.at) == [0, 3, 6].map { .seconds($0) })
    }

    @Test func `the pace is kept when several purchases wait for their turn`() async throws {
        let rig = try Rig(ManualTime(.suspending), concurrency: 3)
        let lines = (0..<3).map { OrderLine.sample($0 + 2, order: "TOUR-\($0)") }
        let sent = Gate()
        sent.open()
        rig.api.script { script in
            script.purchase = { _ in
                await sent.pass()
                return .sell
            }
        }
        try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { try await rig.run(lines) { $0.pace = .seconds(3) } }
            await rig.time.sleepers(atLeast: 2)
            await sent.arrivals(atLeast: 1)
            rig.time.advance(by: .milliseconds(2_999))
            #expect(rig.api.requests.count == 1)
            rig.time.advance(by: .milliseconds(1))
            await sent.arrivals(atLeast: 2)
            rig.time.advance(by: .seconds(3))
            for try await report in group { #expect(report.outcome == .complete) }
        }
        #expect(rig.api.requests.map(\.at) == [0, 3, 6].map { .seconds($0) })
    }

    @Test func `an attempt that grew old before it was sent is not sent`() async throws {
        let time = ManualTime()
        let hasStopped = Atomic(false)
        let slow = SteppedLedger(try Rig().ledger) { step, side in
            // The process is stopped for an hour, once, between recording and sending.
            guard step == .beginAttempt, side == .after,
                !hasStopped.exchange(true, ordering: .relaxed)
            else { return }
            time.advance(by: .seconds(3_600))
        }
        let rig = try Rig(time, concurrency: 1, ledger: slow)
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .complete)
        let owner = try #require(try await rig.ledger.batch(.sample())?.orders.first)
        #expect(
            try await rig.ledger.events(of: owner.id).map(\.kind) == [
                "admitted", "attempt-recorded", "not-placed", "attempt-recorded", "placed",
                "delivered", "published",
            ])
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `one refused order does not keep the others from being bought`() async throws {
        let rig = try Rig()
        rig.api.script { script in
            script.purchase = { request in
                request.items[0].bundle.text == Bundles.france
                    ? .refuse(Refusal(message: "no stock")) : .sell
            }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .someRefused)
        #expect(report.outcome.exitCode == 4)
        #expect(report.states == [.published, .refused, .published])
        #expect(report.orders[1].reason == "no stock")
        #expect(report.booksClose == true)
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run(threeTours).outcome == .complete)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `an order that could not be sent is tried again, later each time`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number <= 3 ? .neverConnected : .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.map(\.at) == [0, 500, 1_500, 3_500].map { .milliseconds($0) })
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `an order that the rate limit held back is tried again at its next turn`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number <= 6 ? .rateLimited : .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.count == 7)
        #expect(rig.api.count(.awaitTurn) == 7)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a rate limit that never ends is given up`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .rateLimited } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .failed)
        #expect(rig.api.requests.count == BatchLimits.limitedTries + Limits.placementTries)
        #expect(rig.api.sales.isEmpty)
    }

    @Test func `an order that can never be sent is given up after eight tries`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .failed)
        #expect(report.states == [.ready])
        #expect(report.orders[0].reason?.contains("connection refused") == true)
        #expect(rig.api.requests.count == Limits.placementTries)
        #expect(rig.api.sales.isEmpty)
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.resume().outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a price that rose meanwhile stops further purchases`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number == 2 ? .sellFor(.usd(229)) : .sell } }
        let report = try await rig.run(travellers)
        #expect(report.outcome == .needsAPerson)
        #expect(report.outcome.exitCode == 5)
        #expect(rig.api.requests.count == 2)
        #expect(report.sortedStates == [.published, .published, .ready])
        #expect(report.booksClose == true)
        #expect(report.notes.contains { $0.contains("cost 2.29 USD and was quoted 2.28 USD") })
        #expect(try await rig.run(travellers).outcome == .complete)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `a price that fell is no reason to stop`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { $0.number == 1 ? .sellFor(.usd(200)) : .sell } }
        let report = try await rig.run(travellers)
        #expect(report.outcome == .complete)
        #expect(report.cost == .usd(200 + 228 + 228))
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test(arguments: [
        (Refusal.Stop.balance, RunOutcome.someRefused, "top up"),
        (.credentials, .misconfigured, "check it"),
    ])
    func `a refusal that every order would meet stops the run`(
        stop: Refusal.Stop, outcome: RunOutcome, advice: String
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = {
                $0.number == 2 ? .refuse(Refusal(message: "no", stops: stop)) : .sell
            }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == outcome)
        #expect(rig.api.requests.count == 2)
        #expect(report.sortedStates == [.published, .ready, .refused])
        #expect(report.notes.contains { $0.contains(advice) })
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run(threeTours).outcome == .complete)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `an order of which nothing was bought may be worded differently`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .refuse(Refusal(message: "no stock")) } }
        try await rig.run([.sample(2, Bundles.britain, order: "TOUR")])
        rig.api.script { $0.purchase = { _ in .sell } }
        let report = try await rig.run([.sample(2, Bundles.france, order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.orders.map(\.folder) == ["fleet/TOUR"])
        #expect(rig.api.sales.map(\.items) == [[.sample(Bundles.france)]])
    }
}
