// A random world: attempts of which some were applied, and the provider's list of them among rows
// that have nothing to do with them.

import OrderTestKit
import Orders

struct RandomWorld {
    /// One kind of order: what it buys, how the provider lists it, and its price.
    struct Kind {
        let items: [OrderItem]
        let rows: [ListedItem]
        let total: Money

        var fingerprint: Fingerprint { Fingerprint(items) }
    }

    private(set) var attempts: [UnconfirmedAttempt] = []
    /// References of applied attempts.
    private(set) var applied: [Fingerprint: Set<OrderReference>] = [:]
    private(set) var rows: [ListedOrder] = []
    private var owned: [String] = []
    private var baseline: [String] = []
    private var addresses: Set<String> = []
    private var references = 0
    private let kinds: [Kind]

    /// Rows name their eSIMs where silence would leave two kinds possible.
    private static let pool = [
        Kind(items: [item("A")], rows: [ListedItem("A", on: [901])], total: dollars("2")),
        Kind(items: [item("A", 2)], rows: [ListedItem("A", 2)], total: dollars("4")),
        Kind(items: [item("B")], rows: [ListedItem("B")], total: dollars("3")),
        Kind(
            items: [item("A", 3), item("B", 2)], rows: [ListedItem("B", 2), ListedItem("A", 3)],
            total: dollars("10")),
        Kind(items: [item("D", on: [1])], rows: [ListedItem("D", on: [1])], total: dollars("2")),
        Kind(items: [item("D", on: [2])], rows: [ListedItem("D", on: [2])], total: dollars("2")),
        Kind(
            items: [item("A", 1), item("A", on: [1])],
            rows: [ListedItem("A", on: [1]), ListedItem("A", on: [902])], total: dollars("4")),
        Kind(
            items: [item("C", on: [1, 2])], rows: [ListedItem("C", 2)], total: dollars("1")),
    ]

    init(using random: inout SeededRandom) {
        kinds = Array(Self.pool.shuffled(using: &random).prefix(random.number(1...5)))
        if random.chance(percent: 50) { addresses = [home, "192.0.2.2"] }
        for kind in kinds {
            for _ in 0..<random.number(1...4) { attemptOnce(kind, using: &random) }
            for _ in 0..<random.number(0...3) { addNoise(like: kind, using: &random) }
        }
        attempts.shuffle(using: &random)
        rows.shuffle(using: &random)
    }

    private mutating func attemptOnce(_ kind: Kind, using random: inout SeededRandom) {
        let start = Int64(random.number(0...2_000))
        attempts.append(
            attempt(
                Int64(attempts.count + 1), kind.items.shuffled(using: &random), at: start,
                expected: kind.total, replacements: random.number(0...1)))
        guard random.chance(percent: 50) else { return }
        let finished = random.chance(percent: 60)
        let row = listed(
            nextReference(), kind.rows.shuffled(using: &random),
            at: random.chance(percent: 90) ? start + Int64(random.number(-200...5)) : nil,
            total: random.chance(percent: 80) ? kind.total : nil,
            status: finished ? .completed : .unfinished("processing"),
            assigned: finished ? true : random.pick([true, false, nil]),
            from: addresses.isEmpty && random.chance(percent: 50) ? nil : home)
        rows.append(row)
        applied[kind.fingerprint, default: []].insert(row.reference)
    }

    /// A row that looks like ours and is provably none of these attempts.
    private mutating func addNoise(like kind: Kind, using random: inout SeededRandom) {
        let text = nextReference()
        switch random.number(0...4) {
        case 0:
            owned.append(text)
            rows.append(listed(text, kind.rows, at: 10, total: kind.total, from: home))
        case 1:
            baseline.append(text)
            rows.append(listed(text, kind.rows, at: 10, total: kind.total))
        case 2:
            rows.append(listed(text, kind.rows, at: -2_000, total: kind.total, status: .failed))
        case 3: rows.append(listed(text, kind.rows, at: -10_000, total: kind.total))
        default:
            rows.append(listed(text, [ListedItem("A", type: random.pick(["refund", "topup"]))]))
        }
    }

    /// Adds orders that somebody else made while ours were under way.
    mutating func addStrangers(using random: inout SeededRandom) {
        for _ in 0..<random.number(1...4) {
            let kind = random.pick(kinds)
            let items = random.chance(percent: 70) ? kind.rows : [ListedItem("Z", 9)]
            let total = random.chance(percent: 60) ? kind.total : dollars("99")
            rows.append(
                listed(
                    nextReference(), items, at: Int64(random.number(0...2_000)), total: total,
                    from: random.pick([nil, home, "203.0.113.9"])))
        }
        rows.shuffle(using: &random)
    }

    func evidence(settled: Bool) -> Evidence {
        OrdersTests.evidence(
            rows, settled: settled, owned: owned, baseline: baseline, addresses: addresses)
    }

    private mutating func nextReference() -> String {
        references += 1
        return "r-\(references)"
    }
}
