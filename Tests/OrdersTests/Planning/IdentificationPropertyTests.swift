// Reruns of random sheets: nothing is bought twice and nothing that was added is missed.

import OrderTestKit
import Orders
import Testing

@Suite struct IdentificationPropertyTests {
    /// Lines of few kinds, so that many buy the same.
    private static func sheet(_ count: Int, using random: inout SeededRandom) -> [OrderLine] {
        (0..<count).map { index in
            let wish =
                random.chance(percent: 70)
                ? content(random.pick(["A", "B"]), random.number(1...2))
                : content("A", on: [random.number(1...3)])
            let order = random.chance(percent: 40) ? random.pick(["X", "Y", "Z"]) : nil
            let carried = random.chance(percent: 60) ? random.pick(["Ann", "Ben", "Cem"]) : nil
            return line(index + 2, wish, order: order, carried: carried)
        }
    }

    private static func renumbered(_ lines: [OrderLine]) -> [OrderLine] {
        lines.enumerated().map { index, line in
            OrderLine(
                number: index + 2, order: line.order, content: line.content, carried: line.carried)
        }
    }

    private static func counts(_ lines: [OrderLine]) -> [LineContent: Int] {
        lines.filter { $0.order == nil }.reduce(into: [:]) { $0[$1.content, default: 0] += 1 }
    }

    @Test(arguments: 1...60)
    func `a shuffled sheet that was admitted has nothing new`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let lines = Self.sheet(random.number(1...30), using: &random)
        let batch = RecordedBatch.empty.admitting(lines)
        #expect(Set(batch.orders.map(\.key)).count == batch.orders.count)
        var log = FindingLog()
        let shuffled = Self.renumbered(lines.shuffled(using: &random))
        let again = identify(SheetLines(shuffled), in: batch, into: &log)
        #expect(again.newKeys == [])
        #expect(again.removed.isEmpty)
        #expect(log.short == [])
        #expect(again.knownIDs.count == batch.orders.count)
        #expect(Set(again.knownIDs).count == batch.orders.count)
        #expect(again.pairs.count == lines.count)
        #expect(Set(again.pairs.map(\.recorded.id)).count == lines.count)
        #expect(again.pairs.allSatisfy { $0.line.content == $0.recorded.content })
    }

    /// A line that left the sheet is known again only by its own columns, so there are two bounds.
    @Test(arguments: 1...60)
    func `after any edits only lines beyond those of the last sheet are new`(seed: Int) {
        var random = SeededRandom(seed: seed)
        var batch = RecordedBatch.empty
        var lines = Self.sheet(random.number(1...15), using: &random).filter { $0.order == nil }
        for _ in 0..<6 {
            let wanted = Self.counts(lines)
            func beyond(_ orders: [RecordedSheetOrder]) -> Int {
                let held = orders.reduce(into: [LineContent: Int]()) {
                    $0[$1.lines[0].content, default: 0] += 1
                }
                return wanted.reduce(0) { $0 + max(0, $1.value - held[$1.key, default: 0]) }
            }
            var log = FindingLog()
            let sheet = identify(SheetLines(lines), in: batch, into: &log)
            #expect(sheet.newKeys.count >= beyond(batch.orders))
            #expect(sheet.newKeys.count <= beyond(batch.orders.filter(\.isInSheet)))
            let doubtful = log.findings.filter { $0.severity == .error }
            let heldByGone = Set(
                batch.orders.filter { !$0.isInSheet }.map { $0.lines[0].content }
                    + sheet.removed.map { $0.lines[0].content })
            #expect(
                doubtful.allSatisfy { finding in
                    let line = lines.first { $0.number == finding.position?.line }
                    return finding.rule == .orderChanged
                        && line.map { heldByGone.contains($0.content) } ?? false
                })
            #expect(Set(sheet.newKeys).isDisjoint(with: batch.orders.map(\.key)))
            #expect(Set(sheet.newKeys).count == sheet.newKeys.count)
            #expect(Set(sheet.knownIDs).count == sheet.knownIDs.count)
            #expect(sheet.orders.count == lines.count)
            let gone = Set(batch.orders.filter { !$0.isInSheet }.map { $0.lines[0].id })
            let back = sheet.pairs.filter { gone.contains($0.recorded.id) }
            #expect(back.allSatisfy { !$0.isCarriedChanged })
            // A sheet in which something is left to a person is not admitted.
            if doubtful.isEmpty { batch = batch.admitting(lines) }
            let kept = lines.filter { _ in random.chance(percent: 80) }
            let added = Self.sheet(random.number(0...5), using: &random).filter { $0.order == nil }
            lines = Self.renumbered((kept + added).shuffled(using: &random))
        }
    }

    @Test(arguments: 1...30)
    func `a line whose columns are unchanged keeps its own purchase when others go`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let lines = (0..<random.number(2...12)).map {
            line($0 + 2, content("A"), carried: "Traveller \($0)")
        }
        let batch = RecordedBatch.empty.admitting(lines)
        let kept = Self.renumbered(
            lines.filter { _ in random.chance(percent: 60) }.shuffled(using: &random))
        var log = FindingLog()
        let sheet = identify(SheetLines(kept), in: batch, into: &log)
        #expect(sheet.pairs.count == kept.count)
        #expect(sheet.pairs.allSatisfy { !$0.isCarriedChanged })
        #expect(sheet.removed.count == lines.count - kept.count)
        #expect(log.short == sheet.removed.map { _ in "warning order-removed" })
    }
}
