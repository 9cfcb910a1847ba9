// Random worlds in which it is known what was bought: reconciling finds out exactly that, or says
// that it cannot.

import OrderTestKit
import Orders
import Testing

@Suite struct ReconciliationPropertyTests {
    private typealias Decisions = [AttemptID: Verdict]

    private static func adopted(_ decisions: Decisions) -> [AttemptID: OrderReference] {
        decisions.compactMapValues { if case .adopt(let row) = $0 { row.reference } else { nil } }
    }

    @Test(arguments: 1...150)
    func `without strangers exactly what was applied is adopted`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let world = RandomWorld(using: &random)
        for settled in [false, true] {
            let decisions = reconcile(world.attempts, by: world.evidence(settled: settled))
            #expect(Set(decisions.keys) == Set(world.attempts.map(\.attempt)))
            let adopted = Self.adopted(decisions)
            #expect(Set(adopted.values).count == adopted.count)
            let groups = Dictionary(grouping: world.attempts) { Fingerprint($0.items) }
            for (fingerprint, group) in groups {
                let references = group.compactMap { adopted[$0.attempt] }
                #expect(Set(references) == world.applied[fingerprint, default: []])
                checkRest(of: group, decisions, settled: settled)
            }
        }
    }

    /// What is not adopted waits before the wait is over, and after it is absent once.
    private func checkRest(
        of group: [UnconfirmedAttempt], _ decisions: [AttemptID: Verdict], settled: Bool
    ) {
        for one in group {
            switch decisions[one.attempt] {
            case .adopt: continue
            case .wait: #expect(!settled)
            case .absent: #expect(settled && one.replacements < Limits.automaticReplacements)
            case .person: #expect(settled && one.replacements >= Limits.automaticReplacements)
            case nil: Issue.record("attempt \(one.attempt.rawValue) has no verdict")
            }
        }
    }

    @Test(arguments: 1...150)
    func `whatever strangers buy, nothing that was applied is taken for absent`(seed: Int) {
        var random = SeededRandom(seed: seed)
        var world = RandomWorld(using: &random)
        world.addStrangers(using: &random)
        for settled in [false, true] {
            let decisions = reconcile(world.attempts, by: world.evidence(settled: settled))
            let adopted = Self.adopted(decisions)
            #expect(Set(decisions.keys) == Set(world.attempts.map(\.attempt)))
            #expect(Set(adopted.values).count == adopted.count)
            let groups = Dictionary(grouping: world.attempts) { Fingerprint($0.items) }
            for (fingerprint, group) in groups {
                let absent = group.filter { decisions[$0.attempt] == .absent }.count
                #expect(settled || absent == 0)
                #expect(absent <= group.count - world.applied[fingerprint, default: []].count)
            }
        }
    }

    @Test(arguments: 1...30)
    func `verdicts do not depend on the order of attempts and rows`(seed: Int) {
        var random = SeededRandom(seed: seed)
        var world = RandomWorld(using: &random)
        if random.chance(percent: 50) { world.addStrangers(using: &random) }
        var found = world.evidence(settled: random.chance(percent: 50))
        let decisions = reconcile(world.attempts, by: found)
        for _ in 0..<3 {
            found.listing = OrderListing(orders: found.listing.orders.shuffled(using: &random))
            #expect(reconcile(world.attempts.shuffled(using: &random), by: found) == decisions)
        }
    }

    @Test(arguments: 1...60)
    func `adopting one by one, as a run does, ends in the same purchases`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let world = RandomWorld(using: &random)
        var open = world.attempts
        var found = world.evidence(settled: false)
        var references: Set<OrderReference> = []
        while let (id, reference) = Self.adopted(reconcile(open, by: found)).randomElement(
            using: &random)
        {
            #expect(references.insert(reference).inserted)
            found.knowledge.owned.insert(reference)
            open.removeAll { $0.attempt == id }
        }
        let applied = world.applied.values.reduce(into: Set()) { $0.formUnion($1) }
        #expect(references == applied)
    }
}
