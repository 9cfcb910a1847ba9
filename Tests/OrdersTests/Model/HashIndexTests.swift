// Numbers are found again by the hashes of their things, whatever the hashes are.

import OrderTestKit
import Testing

@testable import Orders

@Suite struct HashIndexTests {
    /// How many bits of the things' hashes differ, and from which bit on.
    @Test(arguments: [(64, 0), (3, 0), (3, 61), (8, 32), (0, 0)])
    func `each of many things has the number that it was given`(_ bits: Int, _ shift: Int) {
        var random = SeededRandom(seed: UInt64(bits * 64 + shift))
        var index = HashIndex()
        var things: [UInt64] = []
        func hash(_ thing: UInt64) -> Int {
            let kept = bits == 64 ? thing : thing & (1 << UInt64(bits) - 1)
            return Int(truncatingIfNeeded: kept << UInt64(shift))
        }
        func number(of thing: UInt64) -> UInt32? {
            index.number(hash(thing)) { things[Int($0)] == thing }
        }
        for _ in 0..<2_000 {
            let thing = random.next()
            #expect(number(of: thing) == nil)
            index.add(hash(thing), UInt32(things.count))
            things.append(thing)
        }
        #expect(things.map { number(of: $0) } == things.indices.map { UInt32($0) })
    }

    @Test func `a hash of nothing but zeros is one like others`() {
        var index = HashIndex()
        #expect(index.number(0) { _ in true } == nil)
        index.add(0, 0)
        #expect(index.number(0) { $0 == 0 } == 0)
        #expect(index.number(0) { _ in false } == nil)
        #expect(index.number(-1) { _ in true } == nil)
    }
}
