// A process that dies at any step, and the next one over its ledger: nothing twice, nothing lost.

import OrderBatch
import OrderLedger
import OrderSteps
import OrderTestKit
import Orders
import Synchronization
import Testing

struct CrashTests {
    private let sheet: [OrderLine] = [
        .sample(2, Bundles.britain, order: "A"), .sample(3, Bundles.britain, order: "B"),
        .sample(4, Bundles.france, quantity: 2, order: "C"),
    ]

    @Test(arguments: Side.allCases)
    func `a death at any write or reading is made good by the next run`(
        side: Side
    ) async throws {
        var step = 1
        while true {
            let rig = try Rig(concurrency: 1)
            let death = Death(at: step, side)
            guard await run(rig, until: death) else { break }
            try await recover(rig, "step \(step)")
            step += 1
        }
        #expect(step > 20, "the run has steps to die at")
    }

    @Test(arguments: [PurchaseScript.loseRequest, .loseAnswer()])
    func `a death while the request is on its way is made good by the next run`(
        fate: PurchaseScript
    ) async throws {
        for number in 1...3 {
            let rig = try Rig(concurrency: 1)
            let death = Death(at: nil, .before)
            rig.api.script { script in
                script.purchase = { request in
                    guard request.number == number else { return .sell }
                    death.happen()
                    return fate
                }
            }
            #expect(await run(rig, until: death))
            rig.api.script { $0.purchase = { _ in .sell } }
            try await recover(rig, "purchase \(number)")
        }
    }

    @Test func `a death during the recovery from a death is made good too`() async throws {
        var step = 1
        while true {
            let rig = try Rig(concurrency: 1)
            let first = Death(at: nil, .before)
            rig.api.script { script in
                script.purchase = { request in
                    guard request.number == 2 else { return .sell }
                    first.happen()
                    return .loseAnswer(appliedAfter: .seconds(60))
                }
            }
            #expect(await run(rig, until: first))
            let second = Death(at: step, step.isMultiple(of: 2) ? .before : .after)
            guard await run(rig, until: second) else { break }
            try await recover(rig, "step \(step) of the recovery")
            step += 1
        }
        #expect(step > 20, "the recovery has steps to die at")
    }

    @Test func `a death between admitting changed words and rendering them is made good`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        try await rig.run([.sample(order: "TOUR", name: "Anna")])
        let changed = [OrderLine.sample(order: "TOUR", name: "Anna-Lena")]
        let death = Death(at: nil, .before)
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, side in
            if step == .admit, side == .after { death.happen() }
            try death.check()
        }
        await #expect(throws: LedgerFailure.self) { try await dying.run(changed) }
        try await rig.run(changed)
        let carried = rig.publisher.folders["fleet/TOUR"]?.order.lines.first?.carried
        #expect(carried == [CarriedValue(column: "name", text: "Anna-Lena")])
    }

    /// Runs the sheet in a process that dies; false if it came to its end alive.
    private func run(_ rig: Rig, until death: Death) async -> Bool {
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { _, side in try death.pass(side) }
        do {
            _ = try await dying.run(sheet)
            return false
        } catch {
            return true
        }
    }

    /// What the next processes do: run the sheet again, and again.
    private func recover(
        _ rig: Rig, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let unknown = try await rig.states().filter { $0 == .placing || $0 == .unconfirmed }
        #expect(unknown.count <= 1, comment, sourceLocation: sourceLocation)
        let report = try await rig.run(sheet)
        #expect(
            [.complete, .nothingToDo].contains(report.outcome), comment,
            sourceLocation: sourceLocation)
        #expect(
            try await rig.run(sheet).outcome == .nothingToDo, comment,
            sourceLocation: sourceLocation)
        try await rig.expectExactlyOnce(orders: 3, sourceLocation: sourceLocation)
    }

    @Test func `a run that dies after its last order and before its summary gets one`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, side in
            if step == .recordPublished, side == .after { throw fatal }
        }
        await #expect(throws: LedgerFailure.self) { try await dying.run([.sample(order: "TOUR")]) }
        #expect(try await rig.states() == [.published])
        let before = rig.publisher.summaries.count
        rig.publisher.fail(
            with: PublishFailure(attempting: "writing", cause: "no space", hint: "make room"))
        let vain = try await rig.resume()
        #expect(vain.outcome == .misconfigured)
        #expect(vain.notes.contains { $0.hasSuffix("Next: make room.") })
        rig.publisher.fail(with: nil)
        let report = try await rig.resume()
        #expect(report.outcome == .nothingToDo)
        #expect(report.notes.contains { $0.contains("a run ended without it") })
        #expect(rig.publisher.summaries.count == before + 1)
        #expect(rig.publisher.summaries.last?.outcome == .complete)
        // Once is enough.
        #expect(try await !rig.resume().notes.contains { $0.contains("a run ended without") })
        #expect(rig.publisher.summaries.count == before + 1)
    }

    @Test func `a resume of several batches tells each what it cost`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        for (batch, quantity) in [("a", 1), ("b", 3)] {
            let tour = OrderLine.sample(quantity: quantity, order: "TOUR-\(batch)")
            try await rig.run([tour], as: batch)
        }
        rig.api.script { $0.purchase = { _ in .sell } }
        let report = try await rig.resume()
        #expect(report.outcome == .complete)
        #expect(report.cost == .usd(4 * 228))
        let costs = rig.publisher.summaries.suffix(2).map { ($0.batch?.text, $0.cost) }
        #expect(costs.map(\.0) == ["a", "b"])
        #expect(costs.map(\.1) == [.usd(228), .usd(3 * 228)])
    }

    /// A resume of all that dies says nothing of batches that it did not touch.
    @Test func `a death of a resume leaves the summaries of finished batches alone`() async throws {
        let rig = try Rig(concurrency: 1)
        try await rig.run([.sample(order: "OLD")], as: "old")
        rig.time.advance(by: .seconds(60))
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        try await rig.run([.sample(order: "NEW")], as: "new")
        rig.time.advance(by: .seconds(60))
        rig.api.script { $0.purchase = { _ in .sell } }
        let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, side in
            if step == .recordPublished, side == .after { throw fatal }
        }
        await #expect(throws: LedgerFailure.self) { try await dying.resume() }
        let before = rig.publisher.summaries.count
        let report = try await rig.resume()
        #expect(report.notes.filter { $0.contains("a run ended without it") }.count == 1)
        #expect(rig.publisher.summaries.dropFirst(before).map { $0.batch?.text } == ["new"])
    }

    /// When it was admitted, the other was not bought, so nobody agreed to a repeat.
    @Test func `what turns out to be bought elsewhere after it was admitted is not resumed`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let order = try await rig.loseAndSettleTour()
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        try await rig.run([.sample(order: "TOUR")], as: "second")
        let listed = rig.api.sellToSomebodyElse([.sample()])
        try await rig.ledger.settle(
            order, as: .bought(listed), reason: "it is ours after all", at: rig.time.now())
        rig.api.script { $0.purchase = { _ in .sell } }
        let requests = rig.api.requests.count
        let held = try await rig.runner().resume(.sample("second"))
        #expect(held.outcome == .invalid)
        #expect(held.notes.contains { $0.contains("bought in the batch \"fleet\" meanwhile") })
        #expect(rig.api.requests.count == requests)
    }

    @Test func `an order that leaves its sheet takes the agreement to repeat it along`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let tour = OrderLine.sample(2, order: "TOUR")
        let other = OrderLine.sample(3, Bundles.france, order: "OTHER")
        try await rig.run([tour], as: "monday")
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        try await rig.run([tour, other], as: "tuesday") { $0.allowRepeats = true }
        rig.api.script { $0.purchase = { _ in .sell } }
        try await rig.run([other], as: "tuesday")
        let back = try await rig.run([tour, other], as: "tuesday")
        #expect(back.outcome == .invalid)
        #expect(back.rules.contains(.orderRepeated))
        #expect(rig.api.sales.count == 2)
    }

    @Test func `two batches of which one is to repeat the other are resumed together`()
        async throws
    {
        let rig = try Rig(concurrency: 1)
        let tour = [OrderLine.sample(quantity: 12, order: "TOUR")]
        rig.api.script { $0.purchase = { $0.number == 1 ? .sell : .neverConnected } }
        try await rig.run(tour, as: "monday")
        try await rig.run(tour, as: "tuesday") { $0.allowRepeats = true }
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.sales.count == 4)
    }

    @Test func `what was admitted with --allow-repeats is resumed without it`() async throws {
        let rig = try Rig(concurrency: 1)
        let tour = [OrderLine.sample(order: "TOUR")]
        try await rig.run(tour, as: "monday")
        rig.api.script { $0.purchase = { _ in .neverConnected } }
        try await rig.run(tour, as: "tuesday") { $0.allowRepeats = true }
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.resume().outcome == .complete)
        #expect(rig.api.sales.count == 2)
    }
}

/// The end of a process: from a step of its ledger on, nothing of it happens any more.
private final class Death: Sendable {
    private struct State {
        var steps = 0
        var hasHappened = false
    }

    private let step: Int?
    private let side: Side
    private let state = Mutex(State())

    init(at step: Int?, _ side: Side) {
        self.step = step
        self.side = side
    }

    func happen() {
        state.withLock { $0.hasHappened = true }
    }

    func check() throws {
        guard state.withLock({ $0.hasHappened }) else { return }
        throw LedgerFailure(.storage, attempting: "living on", cause: "killed", hint: "")
    }

    func pass(_ passed: Side) throws {
        state.withLock { state in
            guard passed == side else { return }
            state.steps += 1
            if state.steps == step { state.hasHappened = true }
        }
        try check()
    }
}
