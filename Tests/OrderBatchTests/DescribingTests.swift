// Words for bundles: learnt beside buying, remembered, and never in the way.

import OrderTestKit
import Orders
import Synchronization
import Testing

@testable import OrderBatch

struct DescribingTests {
    private static let unreachable = APIFailure(
        .unavailable, attempting: "asking", cause: "HTTP 503", hint: "")

    private func failing(_ rig: Rig) {
        rig.api.script { script in
            script.before = { call in if call.kind == .contents { throw Self.unreachable } }
        }
    }

    @Test func `what bundles hold is asked once, remembered, and given to the folders`()
        async throws
    {
        let rig = try Rig()
        try await rig.run(threeTours)
        #expect(rig.api.count(.contents) == 3)
        for folder in rig.publisher.folders.values {
            let wanted = Set(folder.order.lines.map(\.content.bundle.text))
            #expect(Set(folder.bundles.keys.map(\.text)) == wanted)
            #expect(folder.bundles.allSatisfy { Bundles.contents[$0.key.text] == $0.value })
        }
        try await rig.run([.sample(2, Bundles.france, order: "LATER")], as: "second")
        #expect(rig.api.count(.contents) == 3)
        #expect(rig.publisher.folders["second/LATER"]?.bundles.count == 1)
    }

    @Test func `a catalogue that fails stops nothing, and a later run fills the words in`()
        async throws
    {
        let rig = try Rig()
        failing(rig)
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(report.notes.isEmpty)
        #expect(rig.publisher.folders.values.allSatisfy { $0.bundles.isEmpty })
        rig.api.script { $0.before = { _ in } }
        let more = threeTours + [.sample(5, Bundles.america, order: "TOUR-4")]
        #expect(try await rig.run(more).outcome == .complete)
        #expect(rig.publisher.folders.count == 4)
        #expect(rig.publisher.folders.values.allSatisfy { $0.bundles.count == 1 })
        try await rig.expectExactlyOnce(orders: 4)
    }

    @Test func `after a few failures the catalogue is left alone for this run`() async throws {
        let rig = try Rig()
        failing(rig)
        let lines = (1...20).map { OrderLine.sample($0 + 1, "esim_\($0)", order: "O-\($0)") }
        rig.api.script { script in
            for number in 1...20 { script.prices["esim_\(number)"] = .usd(100) }
        }
        #expect(try await rig.run(lines).outcome == .complete)
        #expect(
            rig.api.count(.contents) <= BatchLimits.bundleFailures + BatchLimits.bundleQuestions)
    }

    @Test func `a bundle that the catalogue does not have stays without words`() async throws {
        let rig = try Rig()
        rig.api.script { $0.contents = [:] }
        #expect(try await rig.run(threeTours).outcome == .complete)
        #expect(rig.publisher.folders.values.allSatisfy { $0.bundles.isEmpty })
    }

    @Test func `words that come after a folder are put into it by the same run`() async throws {
        let time = ManualTime()
        let rig = try Rig(time)
        let isSlow = Atomic(true)
        rig.api.script { script in
            script.before = { call in
                guard call.kind == .contents, isSlow.exchange(false, ordering: .relaxed) else {
                    return
                }
                try await time.sleep(for: .seconds(30))
            }
            script.delivery = { _ in .atLook(3) }
        }
        #expect(try await rig.run([.sample(2, order: "A")]).outcome == .complete)
        #expect(rig.publisher.folders["fleet/A"]?.bundles.count == 1)
        try await rig.expectExactlyOnce(orders: 1)
    }

    @Test func `a rerun without anything to buy fills in what was learnt, without the provider`()
        async throws
    {
        let rig = try Rig()
        failing(rig)
        try await rig.run([.sample(2, Bundles.france, order: "A")])
        rig.api.script { $0.before = { _ in } }
        try await rig.run([.sample(2, Bundles.france, order: "B")], as: "other")
        let calls = rig.api.callCount
        let before = rig.publisher.renderings(of: "fleet/A")
        let report = try await rig.run([.sample(2, Bundles.france, order: "A")])
        #expect(report.outcome == .nothingToDo)
        #expect(rig.api.callCount == calls)
        #expect(rig.publisher.folders["fleet/A"]?.bundles.count == 1)
        #expect(rig.publisher.renderings(of: "fleet/A") == before + 1)
    }

    @Test func `a folder that shows all already is not rendered again`() async throws {
        let rig = try Rig()
        try await rig.run(threeTours)
        // Twice where a bundle's contents came after its folder.
        let folders = (1...3).map { "fleet/TOUR-\($0)" }
        let before = folders.map(rig.publisher.renderings)
        try await rig.run(threeTours)
        try await rig.run(threeTours + [.sample(5, Bundles.america, order: "TOUR-4")])
        #expect(folders.map(rig.publisher.renderings) == before)
    }

    @Test func `a folder that cannot be renewed leaves the run as it is`() async throws {
        let rig = try Rig()
        failing(rig)
        try await rig.run([.sample(2, Bundles.france, order: "A")])
        rig.api.script { $0.before = { _ in } }
        let publisher = rig.publisher
        rig.api.script { script in
            script.before = { call in
                // From now on, after everything was bought and published, nothing can be written.
                guard call.kind == .contents else { return }
                publisher.fail(
                    with: PublishFailure(attempting: "writing", cause: "full", hint: "room"))
            }
        }
        let report = try await rig.run(
            [.sample(2, Bundles.france, order: "A"), .sample(3, Bundles.france, order: "B")])
        publisher.fail(with: nil)
        #expect(report.orders.first { $0.order == "A" }?.state == .published)
        #expect(try await rig.resume().count(.published) == 2)
    }

    @Test func `a report says when its run began and ended`() async throws {
        let rig = try Rig()
        rig.api.script { $0.delivery = { _ in .atLook(2) } }
        let start = rig.time.now()
        let report = try await rig.run(threeTours)
        #expect(report.startedAt == start)
        #expect(try #require(report.endedAt) > start)
        #expect(rig.publisher.summaries.last?.startedAt == start)
    }
}
