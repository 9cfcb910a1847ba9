// A cancelled run: what is in flight is recorded, and a resume finishes, buying nothing twice.

import OrderBatch
import OrderTestKit
import Orders
import Testing

struct InterruptionTests {
    @Test(arguments: [
        PurchaseScript.sell, .loseAnswer(), .loseRequest, .refuse(Refusal(message: "no")),
    ])
    func `a cancelled run records what is in flight and starts nothing more`(
        fate: PurchaseScript
    ) async throws {
        let rig = try Rig(concurrency: 1)
        let report = try await cancel(rig, duringPurchase: 2, endingIn: fate)
        #expect(report.outcome == .interrupted(signal: 2))
        #expect(rig.api.requests.count == 2)
        let placing = try await rig.states().filter { $0 == .placing }
        #expect(placing.isEmpty)
        #expect(rig.publisher.summaries.last?.outcome == .interrupted(signal: 2))
        rig.api.script { $0.purchase = { _ in .sell } }
        _ = try await rig.resume()
        #expect(try await rig.run(sheet).outcome.exitCode == 0)
        try await rig.expectExactlyOnce(orders: 5)
    }

    @Test func `the answer that came after the cancellation is in the ledger`() async throws {
        let rig = try Rig(concurrency: 1)
        let report = try await cancel(rig, duringPurchase: 1, endingIn: .sell)
        #expect(report.order(.pending)?.references == rig.api.sales.map(\.reference))
        #expect(report.sortedStates == [.pending, .ready, .ready, .ready, .ready])
        #expect(try await rig.orders().compactMap(\.reference) == rig.api.sales.map(\.reference))
    }

    @Test func `a run cancelled while it waits for install data is resumed`() async throws {
        let rig = try Rig(ManualTime(.suspending), concurrency: 1)
        rig.api.script { $0.delivery = { _ in .never } }
        let report = try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { try await rig.run([.sample(order: "TOUR")]) }
            await rig.time.sleepers(atLeast: 1)
            group.cancelAll()
            return try #require(try await group.next())
        }
        #expect(report.outcome == .interrupted(signal: 2))
        #expect(try await rig.states() == [.placed])
        rig.api.script { $0.delivery = { _ in .withAnswer } }
        #expect(try await rig.resume().outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a run cancelled while it reconciles is resumed`() async throws {
        let rig = try Rig(ManualTime(.suspending), concurrency: 1)
        rig.api.script { $0.purchase = { _ in .loseAnswer(appliedAfter: .seconds(60)) } }
        let report = try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { try await rig.run([.sample(order: "TOUR")]) }
            await rig.time.sleepers(atLeast: 1)
            group.cancelAll()
            return try #require(try await group.next())
        }
        #expect(report.outcome == .interrupted(signal: 2))
        #expect(try await rig.states() == [.unconfirmed])
        rig.time.advance(by: .seconds(60))
        #expect(try await rig.resume().outcome == .complete)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a run cancelled before it buys leaves nothing behind`() async throws {
        let rig = try Rig()
        let gate = Gate()
        rig.api.script { script in
            script.before = { call in
                guard call.kind == .quote else { return }
                await gate.pass()
                try Task.checkCancellation()
            }
        }
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await rig.run(threeTours)
                    return false
                } catch {
                    return isInterruption(error)
                }
            }
            await gate.arrivals(atLeast: 3)
            group.cancelAll()
            gate.open()
            for await wasInterrupted in group { #expect(wasInterrupted) }
        }
        #expect(rig.api.requests.isEmpty)
        #expect(try await rig.ledger.batch(.sample()) == nil)
    }

    @Test func `an interruption while the books are compared says nothing of them`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                guard request.number == 2 else { return .sell }
                api.sellToSomebodyElse([.sample(Bundles.america)], total: .usd(228))
                return .refuse(Refusal(message: "No stock left", stops: nil))
            }
            script.before = { call in
                guard call.kind == .orders, call.number == 2 else { return }
                throw APIFailure(.cancelled, attempting: "asking", cause: "cancelled", hint: "")
            }
        }
        let report = try await rig.run([.sample(order: "A"), .sample(2, order: "B")])
        #expect(report.outcome == .interrupted(signal: 2))
        #expect(report.booksClose == nil)
        #expect(try await rig.states() == [.published, .refused])
    }

    private let sheet = (0..<5).map { OrderLine.sample($0 + 2, order: "TOUR-\($0)") }

    /// Cancels a run while the purchase of this number is on its way.
    private func cancel(
        _ rig: Rig, duringPurchase number: Int, endingIn fate: PurchaseScript
    ) async throws -> BatchReport {
        let gate = Gate()
        rig.api.script { script in
            script.purchase = { request in
                guard request.number == number else { return .sell }
                await gate.pass()
                return fate
            }
        }
        return try await withThrowingTaskGroup(of: BatchReport.self) { group in
            group.addTask { [sheet] in try await rig.run(sheet) }
            await gate.arrivals(atLeast: 1)
            group.cancelAll()
            gate.open()
            return try #require(try await group.next())
        }
    }
}
