// How often a run goes on after answers that were lost.

import OrderBatch
import OrderTestKit
import Orders
import Testing

@Suite struct RoundsTests {
    private static let tours = (1...20).map { number in
        OrderLine.sample(number + 1, Bundles.britain, order: "TOUR-\(number)")
    }

    @Test func `a run whose every second answer is lost buys all of a long sheet`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script {
            $0.purchase = { $0.number.isMultiple(of: 2) ? .loseAnswer() : .sell }
        }
        let report = try await rig.run(Self.tours)
        #expect(report.outcome == .complete)
        #expect(report.notes == [])
        try await rig.expectExactlyOnce(orders: Self.tours.count)
    }

    @Test func `where nothing can be bought a run ends and says so`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { $0.purchase = { _ in .loseRequest } }
        let report = try await rig.run(Self.tours)
        #expect(report.outcome == .needsAPerson)
        #expect(
            report.notes.contains {
                $0.contains("Buying stopped: 8 times in a row nothing could be bought")
            })
        // Each that was sent may be sent once more, and most were not sent at all. Which of them
        // goes first in a round is chance.
        #expect(rig.api.requests.count == 8)
        #expect(rig.api.sales.isEmpty)
        let states = try await rig.states()
        let given = states.count { $0 == .unconfirmed }
        #expect(states.count { $0 == .ready } == Self.tours.count - given)
        #expect((1...4).contains(given))
    }
}
