// Simulated worlds: a few of each kind here; thousands by `scripts/simulate`.

import OrderSimulation
import Testing

struct SimulationTests {
    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func `nothing is bought twice or lost in the world of a seed`(seed: UInt64) throws {
        let result = try World.run(seed: seed, lines: 25)
        #expect(result.violations.isEmpty)
        #expect(result.orders > 0)
    }

    @Test func `a seed gives the same world each time`() throws {
        let first = try World.run(seed: 7, lines: 25, isTraced: true)
        let second = try World.run(seed: 7, lines: 25, isTraced: true)
        #expect(first.trace == second.trace)
        #expect(!first.trace.isEmpty)
    }
}
