// What a person or the evidence has said of one order must not make another be bought twice.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Testing

struct SecondThoughtsTests {
    private static let siblings = [OrderLine.sample(order: "T1"), .sample(3, order: "T2")]

    /// Two equal orders are bought and both answers lost, from an address that the ledger has not
    /// seen before: a person must say which is which.
    private func twoUnknown() async throws -> Rig {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.sourceIP = "192.0.2.1" }
        try await rig.run([.sample(2, Bundles.france, order: "FIRST")], as: "before")
        rig.api.script { script in
            script.sourceIP = "192.0.2.99"
            script.purchase = { _ in .loseAnswer() }
        }
        let report = try await rig.run(Self.siblings)
        #expect(report.outcome == .needsAPerson)
        #expect(rig.api.sales.count == 3)
        return rig
    }

    @Test func `settling one order leaves the evidence for its equal sibling alone`() async throws {
        let rig = try await twoUnknown()
        rig.api.script { $0.purchase = { _ in .sell } }
        let first = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            first.id, as: .bought(rig.api.sales[1].reference), reason: "portal",
            at: rig.time.now())
        for _ in 1...3 {
            _ = try? await rig.resume()
            rig.time.advance(by: .seconds(7_200))
        }
        #expect(rig.api.sales.count == 3)
        #expect(try await rig.states().filter { $0 == .ready }.isEmpty)
    }

    @Test func `a person is told which listed orders it could be`() async throws {
        let rig = try await twoUnknown()
        for order in try await rig.orders() {
            #expect(order.reason?.contains(rig.api.sales[1].reference.text) == true)
        }
    }

    @Test func `an attempt that was once in doubt is not called absent because time goes by`()
        async throws
    {
        let rig = try await twoUnknown()
        rig.time.advance(by: .seconds(86_400))
        for _ in 1...2 {
            _ = try? await rig.resume()
            rig.time.advance(by: .seconds(86_400))
        }
        #expect(rig.api.sales.count == 3)
    }
}
