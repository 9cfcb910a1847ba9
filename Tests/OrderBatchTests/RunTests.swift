// A whole run, and a run after it: what is bought, and that it is bought once.

import OrderBatch
import OrderTestKit
import Orders
import Synchronization
import Testing

struct RunTests {
    @Test func `a sheet is bought, collected, published and accounted for`() async throws {
        let rig = try Rig()
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(report.outcome.exitCode == 0)
        #expect(report.cost == .usd(456 + 190 + 2_997))
        #expect(report.balanceBefore == .usd(100_000))
        #expect(report.balanceAfter == .usd(100_000 - 3_643))
        #expect(report.booksClose == true)
        #expect(report.states == [.published, .published, .published])
        #expect(report.orders.map(\.folder) == ["fleet/TOUR-1", "fleet/TOUR-2", "fleet/TOUR-3"])
        #expect(report.orders.flatMap(\.lines).map(\.iccids.count) == [2, 1, 3])
        #expect(report.findings.sorted.isEmpty)
        #expect(rig.publisher.summaries.last?.outcome == .complete)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `a folder is given the provider's own ZIPs, and does without`() async throws {
        let rig = try Rig()
        try await rig.run([.sample(order: "WITH")])
        rig.api.script { $0.hasArchives = false }
        let report = try await rig.run([.sample(order: "WITHOUT")], as: "second")
        #expect(report.outcome == .complete)
        let with = try #require(rig.publisher.folders["fleet/WITH"])
        #expect(with.archives.keys.map(\.self) == with.order.orders.compactMap(\.reference))
        #expect(rig.publisher.folders["second/WITHOUT"]?.archives.isEmpty == true)
    }

    @Test func `the same sheet again buys nothing and asks the provider nothing`() async throws {
        let rig = try Rig()
        let first = try await rig.run(threeTours)
        let calls = rig.api.callCount
        let second = try await rig.run(threeTours)
        #expect(second.outcome == .nothingToDo)
        #expect(second.outcome.exitCode == 0)
        #expect(second.alreadyBought == 3)
        #expect(second.boughtAt == rig.time.now())
        #expect(second.cost == .usd(0))
        #expect(second.orders.map(\.references) == first.orders.map(\.references))
        #expect(rig.api.callCount == calls)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `lines in another order buy nothing`() async throws {
        let rig = try Rig()
        let first = try await rig.run(travellers)
        var turned = Array(travellers.reversed())
        for index in turned.indices { turned[index].number = index + 2 }
        let second = try await rig.run(turned)
        #expect(second.outcome == .nothingToDo)
        for name in ["Anna", "Ben", "Cleo"] {
            #expect(rig.iccids(of: name, in: second) == rig.iccids(of: name, in: first))
        }
        #expect(rig.api.sales.count == 3)
    }

    @Test func `a sheet with new lines buys only those`() async throws {
        let rig = try Rig()
        try await rig.run(Array(threeTours.prefix(1)))
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(report.alreadyBought == 1)
        #expect(report.cost == .usd(190 + 2_997))
        #expect(report.booksClose == true)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `removing one traveller leaves the others their eSIMs`() async throws {
        let rig = try Rig()
        let before = try await rig.run(travellers)
        let after = try await rig.run(Array(travellers.dropFirst()))
        #expect(after.outcome == .nothingToDo)
        #expect(after.rules == [.orderRemoved])
        #expect(after.orders.count == 2)
        for name in ["Ben", "Cleo"] {
            let kept = rig.iccids(of: name, in: after)
            #expect(kept.count == 1)
            #expect(kept == rig.iccids(of: name, in: before))
        }
        #expect(rig.api.sales.count == 3)
    }

    @Test func `a traveller who comes back has his own eSIM again`() async throws {
        let rig = try Rig()
        let before = try await rig.run(travellers)
        try await rig.run(Array(travellers.dropFirst()))
        let after = try await rig.run(travellers)
        #expect(after.outcome == .nothingToDo)
        #expect(rig.iccids(of: "Anna", in: after) == rig.iccids(of: "Anna", in: before))
        #expect(rig.api.sales.count == 3)
    }

    @Test func `a bought order that now says something else is an error`() async throws {
        let rig = try Rig()
        try await rig.run(threeTours)
        var changed = threeTours
        changed[1] = .sample(3, Bundles.france, quantity: 2, order: "TOUR-2")
        changed.append(.sample(5, order: "TOUR-4"))
        let report = try await rig.run(changed)
        #expect(report.outcome == .invalid)
        #expect(report.rules == [.orderChanged])
        #expect(report.findings.sorted.first?.position?.line == 3)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `a changed carried column is rendered again and buys nothing`() async throws {
        let rig = try Rig()
        try await rig.run([
            .sample(2, order: "A", name: "Anna"), .sample(3, order: "B", name: "Ben"),
        ])
        let before = ["fleet/A", "fleet/B"].map(rig.publisher.renderings)
        let report = try await rig.run([
            .sample(2, order: "A", name: "Anna"), .sample(3, order: "B", name: "Benno"),
        ])
        #expect(report.outcome == .nothingToDo)
        #expect(report.rules == [.columnChanged])
        #expect(rig.publisher.renderings(of: "fleet/A") == before[0])
        #expect(rig.publisher.renderings(of: "fleet/B") == before[1] + 1)
        let carried = rig.publisher.folders["fleet/B"]?.order.lines.first?.carried
        #expect(carried == [CarriedValue(column: "name", text: "Benno")])
        #expect(rig.api.sales.count == 2)
    }

    @Test func `a changed carried column is rendered again beside a new line too`() async throws {
        let rig = try Rig()
        try await rig.run([.sample(2, order: "A", name: "Anna")])
        let report = try await rig.run([
            .sample(2, order: "A", name: "Anna-Lena"), .sample(3, order: "B", name: "Ben"),
        ])
        #expect(report.outcome == .complete)
        #expect(report.rules == [.columnChanged])
        let carried = rig.publisher.folders["fleet/A"]?.order.lines.first?.carried
        #expect(carried == [CarriedValue(column: "name", text: "Anna-Lena")])
        #expect(rig.api.sales.count == 2)
    }

    @Test func `a folder that a person removed is rendered again`() async throws {
        let rig = try Rig()
        try await rig.run(threeTours)
        // Twice where a bundle's contents came after its folder.
        let before = ["fleet/TOUR-1", "fleet/TOUR-2"].map(rig.publisher.renderings)
        rig.publisher.remove("fleet/TOUR-2")
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(rig.publisher.renderings(of: "fleet/TOUR-1") == before[0])
        #expect(rig.publisher.renderings(of: "fleet/TOUR-2") == before[1] + 1)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `a removed folder is rendered again without the sheet, where its batch is named`()
        async throws
    {
        let rig = try Rig()
        try await rig.run(threeTours)
        // Twice where a bundle's contents came after its folder.
        let before = ["fleet/TOUR-1", "fleet/TOUR-2"].map(rig.publisher.renderings)
        rig.publisher.remove("fleet/TOUR-2")
        #expect(try await rig.resume().outcome == .nothingToDo)
        #expect(rig.publisher.renderings(of: "fleet/TOUR-2") == before[1])
        let report = try await rig.runner().resume(.sample())
        #expect(report.outcome == .complete)
        #expect(rig.publisher.renderings(of: "fleet/TOUR-1") == before[0])
        #expect(rig.publisher.renderings(of: "fleet/TOUR-2") == before[1] + 1)
        #expect(try await rig.runner().resume(.sample()).outcome == .nothingToDo)
        try await rig.expectExactlyOnce(orders: 3)
    }

    @Test func `no to what was added leaves what was bought, and its summary, alone`() async throws
    {
        let rig = try Rig()
        try await rig.run(Array(threeTours.dropLast()))
        let summaries = rig.publisher.summaries.count
        let report = try await rig.runner().run(
            .sample(threeTours), as: .sample(), findings: FindingLog(), confirm: { _ in false })
        #expect(report.isDeclined)
        #expect(report.cost == .usd(0))
        #expect(report.count(.published) == 2)
        #expect(report.count(.ready) == 1)
        #expect(rig.publisher.summaries.count == summaries)
        #expect(rig.api.requests.count == 2)
    }

    @Test func `nothing is bought or admitted when the person says no`() async throws {
        let rig = try Rig()
        let asked = Mutex<[Preview]>([])
        let report = try await rig.runner { $0.pace = .seconds(3) }.run(
            .sample(threeTours), as: .sample(), findings: FindingLog()
        ) { preview in
            asked.withLock { $0.append(preview) }
            return false
        }
        #expect(report.outcome == .interrupted(signal: 2))
        let preview = try #require(asked.withLock { $0.first })
        #expect(preview.orders == 3)
        #expect(preview.purchases == 3)
        #expect(preview.esims == 6)
        #expect(preview.cost == .usd(3_643))
        #expect(preview.balanceAfter == .usd(100_000 - 3_643))
        #expect(preview.leastTime == .seconds(6))
        #expect(rig.api.requests.isEmpty)
        #expect(try await rig.ledger.batch(.sample()) == nil)
    }

    @Test func `an order name of another batch is an error unless repeats are allowed`()
        async throws
    {
        let rig = try Rig()
        try await rig.run(threeTours, as: "monday")
        let refused = try await rig.run(threeTours, as: "tuesday")
        #expect(refused.outcome == .invalid)
        #expect(refused.rules == [.orderRepeated, .orderRepeated, .orderRepeated])
        #expect(refused.findings.sorted.first?.message.contains("\"monday\" on 2026-02-03") == true)
        #expect(rig.api.sales.count == 3)
        let allowed = try await rig.run(threeTours, as: "tuesday") { $0.allowRepeats = true }
        #expect(allowed.outcome == .complete)
        #expect(rig.api.sales.count == 6)
    }

    @Test func `the same unnamed lines in another batch are bought again`() async throws {
        let rig = try Rig()
        try await rig.run(travellers, as: "2026-02-03")
        rig.time.advance(by: .seconds(86_400))
        let report = try await rig.run(travellers, as: "2026-02-04")
        #expect(report.outcome == .complete)
        #expect(rig.api.sales.count == 6)
    }

    @Test func `a bundle goes onto the eSIMs that a line names`() async throws {
        let rig = try Rig()
        let iccids = [ICCID.sample(501), .sample(502)]
        let report = try await rig.run([.sample(2, Bundles.france, on: iccids)])
        #expect(report.outcome == .complete)
        #expect(report.orders[0].lines[0].iccids == iccids)
        #expect(rig.api.sales.map(\.items) == [[.sample(Bundles.france, on: iccids)]])
        #expect(try await rig.orders()[0].esims.allSatisfy(\.existing))
    }
}
