// Tagging never stands in the way of a purchase, and is finished by a later run.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Synchronization
import Testing

/// A provider's tags in memory, which fail for as long as they are told to.
private final class Tags: ESIMTagging {
    private let state = Mutex<(written: [ICCID: String], calls: Int, failing: Bool)>(
        ([:], 0, false))

    var written: [ICCID: String] { state.withLock { $0.written } }
    var calls: Int { state.withLock { $0.calls } }
    func setFailing(_ failing: Bool) { state.withLock { $0.failing = failing } }

    func tag(_ tag: ESIMTag) async throws {
        try state.withLock { state in
            state.calls += 1
            guard !state.failing else {
                throw APIFailure(.unavailable, attempting: "tagging", cause: "HTTP 500", hint: "")
            }
            state.written[tag.iccid] = tag.text
        }
    }
}

@Suite struct TaggingTests {
    private func runner(_ rig: Rig, _ tags: Tags, _ form: TagForm = .order) throws -> BatchRunner {
        let ledger = try #require(rig.ledger as? SQLiteLedger)
        return BatchRunner(
            api: rig.api, ledger: ledger, publisher: rig.publisher, time: rig.time,
            settings: rig.settings, log: .silent, tagging: Tagging(form, api: tags, ledger: ledger))
    }

    private func run(
        _ rig: Rig, _ tags: Tags, _ lines: [OrderLine] = threeTours
    ) async throws -> BatchReport {
        try await runner(rig, tags).run(
            .sample(lines), as: .sample("fleet"), findings: FindingLog(),
            confirm: { _ in true })
    }

    @Test func `published eSIMs carry their order's name`() async throws {
        let rig = try Rig()
        let tags = Tags()
        let report = try await run(rig, tags)
        #expect(report.outcome == .complete)
        #expect(report.notes.contains("6 eSIMs tagged at the provider."))
        let expected = try await rig.ledger.batch(.sample("fleet"))?.orders.flatMap { order in
            order.orders.flatMap(\.esims).map { ($0.esim.iccid, order.title) }
        }
        #expect(
            tags.written == Dictionary(uniqueKeysWithValues: try #require(expected)))
    }

    @Test func `a rerun tags nothing again and asks the provider nothing`() async throws {
        let rig = try Rig()
        let tags = Tags()
        _ = try await run(rig, tags)
        let calls = tags.calls
        let again = try await run(rig, tags)
        #expect(again.outcome == .nothingToDo)
        #expect(tags.calls == calls)
    }

    @Test func `what could not be tagged leaves the purchase complete, and resume tags it`()
        async throws
    {
        let rig = try Rig()
        let tags = Tags()
        tags.setFailing(true)
        let report = try await run(
            rig, tags, [.sample(2, Bundles.britain, quantity: 40, order: "TOUR-1")])
        #expect(report.outcome == .complete)
        #expect(report.outcome.exitCode == 0)
        #expect(report.notes.contains { $0.contains("resume --tag-esims --batch fleet tags") })
        #expect(tags.calls < 20, "a row of failures is cut short")
        try await rig.expectExactlyOnce(orders: 4)
        tags.setFailing(false)
        let resumed = try await runner(rig, tags).resume(nil)
        #expect(resumed.outcome == .nothingToDo)
        #expect(tags.written.count == 40)
    }

    @Test func `without the wish nothing is tagged`() async throws {
        let rig = try Rig()
        let report = try await rig.run(threeTours)
        #expect(!report.notes.contains { $0.contains("tag") })
    }
}
