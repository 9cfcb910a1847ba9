// Install data that comes late, never, or not at all, and folders that cannot be written.

import OrderBatch
import OrderSteps
import OrderTestKit
import Orders
import Testing

struct CollectingTests {
    @Test(arguments: [1, 3, 12])
    func `install data that comes late is collected`(look: Int) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.delivery = { _ in .atLook(look) } }
        let report = try await rig.run([.sample(quantity: 3, order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(rig.api.count(.delivery) == look)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `looks at install data grow rarer up to half a minute`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.delivery = { _ in .atLook(16) } }
        try await rig.run([.sample(order: "TOUR")])
        let slept = rig.time.slept
        #expect(slept.count == 15)
        #expect(slept.prefix(3) == [.milliseconds(500), .milliseconds(750), .milliseconds(1_125)])
        #expect(slept == slept.sorted())
        #expect(slept.last == .seconds(30))
    }

    @Test func `install data that does not come in time stays pending until a resume`() async throws
    {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.delivery = { $0 == 1 ? .never : .withAnswer } }
        let report = try await rig.run([
            .sample(2, quantity: 2, order: "A"), .sample(3, quantity: 2, order: "B"),
        ])
        #expect(report.outcome == .pending)
        #expect(report.outcome.exitCode == 6)
        #expect(report.sortedStates == [.pending, .published])
        #expect(report.order(.pending)?.reason == "1 of 2 eSIMs delivered so far")
        #expect(report.booksClose == true)
        #expect(rig.time.uptime() >= .seconds(900))
        #expect(rig.time.uptime() < .seconds(910))
        rig.api.script { $0.delivery = { _ in .withAnswer } }
        let resumed = try await rig.resume()
        #expect(resumed.outcome == .complete)
        #expect(resumed.states == [.published, .published])
        try await rig.expectExactlyOnce(orders: 2)
    }

    @Test func `an order that fails after it was accepted is for a person`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.delivery = { $0 == 2 ? .failed : .withAnswer } }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .needsAPerson)
        #expect(report.sortedStates == [.published, .published, .unconfirmed])
        #expect(report.order(.unconfirmed)?.reason?.contains("after accepting it") == true)
        #expect(rig.publisher.folders.count == 2)
        #expect(try await rig.run(threeTours).outcome == .needsAPerson)
        #expect(rig.api.requests.count == 3)
        let failed = try #require(try await rig.orders().first { $0.state == .failed })
        try await rig.ledger.settle(
            failed.id, as: .notBought, reason: "the provider paid it back", at: rig.time.now())
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.requests.count == 4)
        #expect(rig.publisher.folders.count == 3)
    }

    /// Perhaps they no longer work, and the money is back.
    @Test(arguments: ["refunded", "cancelled", "failed"])
    func `eSIMs of an order that is over are handed out once a person vouches for them`(
        word: String
    ) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.delivery = { _ in .atLook(1) } }
        let api = ChangedAPI(
            base: rig.api,
            delivered: { delivery in
                Delivery(
                    status: ProviderStatus(word), esims: delivery.esims, retryAfter: nil,
                    total: delivery.total)
            })
        let runner = BatchRunner(
            api: api, ledger: rig.ledger, publisher: rig.publisher, time: rig.time,
            settings: rig.settings, log: .silent)
        let sheet = OrderSheet.sample([.sample(order: "A")])
        let report = try await runner.run(
            sheet, as: .sample(), findings: FindingLog(), confirm: { _ in true })
        #expect(report.outcome == .needsAPerson)
        #expect(report.order(.unconfirmed)?.reason?.contains("still tells its eSIMs") == true)
        #expect(rig.publisher.folders.isEmpty)
        let failed = try #require(try await rig.orders().first)
        let reference = try #require(failed.reference)
        try await rig.ledger.settle(
            failed.id, as: .bought(reference), reason: "they work", at: rig.time.now())
        #expect(try await runner.resume(nil).outcome == .complete)
        #expect(rig.publisher.folders.count == 1)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `an eSIM of another order is never handed out`() async throws {
        let rig = try Rig(concurrency: 1)
        try await rig.run([.sample(order: "FIRST")])
        let taken = try #require(rig.api.sales.first).esims
        let api = ChangedAPI(
            base: rig.api,
            delivered: { _ in
                Delivery(status: .completed, esims: taken, retryAfter: nil, total: nil)
            })
        rig.api.script { $0.delivery = { _ in .never } }
        let runner = BatchRunner(
            api: api, ledger: rig.ledger, publisher: rig.publisher, time: rig.time,
            settings: rig.settings, log: .silent)
        let report = try await runner.run(
            .sample([.sample(order: "SECOND")]), as: .sample("second"), findings: FindingLog(),
            confirm: { _ in true })
        // Another resume would be told the same: a person has to find out.
        #expect(report.outcome == .needsAPerson)
        let iccid = try #require(rig.api.sales.first?.esims.first?.esim.iccid)
        #expect(
            report.orders[0].reason?.contains(
                "another order has: \(iccid) stands in \"FIRST\" of the batch \"fleet\". If the "
                    + "provider took it back and sold it anew, run esimbatch revoke fleet/FIRST,")
                == true)
        #expect(rig.publisher.folders["second/SECOND"] == nil)
        let bought = try #require(rig.api.sales.last).reference
        let order = try #require(
            try await rig.ledger.batch(.sample("second"))?.orders.first?.orders.first)
        try await rig.ledger.settle(
            order.id, as: .bought(bought), reason: "the provider has mended it",
            at: rig.time.now())
        rig.api.script { $0.delivery = { _ in .withAnswer } }
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.publisher.folders["second/SECOND"] != nil)
        #expect(rig.api.requests.count == 2)
    }

    @Test func `an order that brings another eSIM than it is for is a person's`() async throws {
        let rig = try Rig(concurrency: 1)
        let other = DeliveredESIM(esim: ESIM.sample(77), bundle: nil)
        let api = ChangedAPI(
            base: rig.api,
            delivered: { _ in
                Delivery(status: .completed, esims: [other], retryAfter: nil, total: nil)
            })
        rig.api.script { $0.delivery = { _ in .never } }
        let runner = BatchRunner(
            api: api, ledger: rig.ledger, publisher: rig.publisher, time: rig.time,
            settings: rig.settings, log: .silent)
        let iccid = ICCID.sample(501)
        let line = OrderLine.sample(order: "TOPUP", on: [iccid])
        let report = try await runner.run(
            .sample([line]), as: .sample(), findings: FindingLog(), confirm: { _ in true })
        #expect(report.outcome == .needsAPerson)
        #expect(report.orders[0].reason?.contains("existing eSIM \(iccid) is not in") == true)
        #expect(try await rig.states() == [.failed])
        #expect(rig.publisher.folders.isEmpty)
        // The provider mends it, and a person has asked.
        let reference = try #require(rig.api.sales.last).reference
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .bought(reference), reason: "mended", at: rig.time.now())
        rig.api.script { $0.delivery = { _ in .withAnswer } }
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.requests.count == 1)
    }

    @Test func `a provider that is away for a while costs time and nothing else`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.delivery = { _ in .atLook(1) }
            script.before = { call in
                guard call.kind == .delivery, call.number <= 4 else { return }
                throw APIFailure(.unavailable, attempting: "asking", cause: "502", hint: "")
            }
        }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a folder that cannot be written is published by a resume`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [publisher = rig.publisher] script in
            script.purchase = { _ in
                publisher.fail(
                    with: PublishFailure(
                        attempting: "publishing", cause: "no space left", hint: "make room"))
                return .sell
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .misconfigured)
        #expect(report.orders[0].reason == "publishing failed: no space left")
        #expect(try await rig.states() == [.assigned])
        rig.publisher.fail(with: nil)
        #expect(try await rig.resume().outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    /// Whoever reads only the summary would read an old one.
    @Test func `a summary that cannot be written is no success`() async throws {
        let rig = try Rig()
        var full = rig
        full.ledger = SteppedLedger(rig.ledger) { [publisher = rig.publisher] step, side in
            guard step == .recordPublished, side == .after else { return }
            publisher.fail(
                with: PublishFailure(attempting: "writing", cause: "no space", hint: "make room"))
        }
        let tour = OrderLine.sample(order: "TOUR")
        let report = try await full.run([tour])
        #expect(report.outcome == .misconfigured)
        #expect(report.notes.contains("writing failed: no space. Next: make room."))
        #expect(report.orders.map(\.state) == [.published])
        rig.publisher.fail(with: nil)
        let resumed = try await rig.resume()
        #expect(resumed.outcome == .nothingToDo)
        #expect(resumed.notes.contains { $0.contains("summary") && $0.contains("is written") })
        #expect(rig.publisher.summaries.last?.outcome == .complete)
        #expect(try await rig.resume().notes == ["Nothing is left to finish."])
        #expect(try await rig.run([tour]).outcome == .nothingToDo)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a resume with nothing to finish says so and asks nobody`() async throws {
        let rig = try Rig()
        try await rig.run(threeTours)
        let calls = rig.api.callCount
        #expect(try await rig.resume().outcome == .nothingToDo)
        #expect(rig.api.callCount == calls)
    }
}
