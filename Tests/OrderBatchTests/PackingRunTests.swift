// Groups larger than one API order takes: several purchases, one folder, every line its own eSIMs.

import OrderTestKit
import Orders
import Testing

struct PackingRunTests {
    @Test func `forty travellers of one order are four purchases and forty rows`() async throws {
        let rig = try Rig()
        let lines = (0..<40).map {
            OrderLine.sample($0 + 2, order: "TOUR-17", name: "Traveller \($0)")
        }
        let report = try await rig.run(lines)
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.map(\.quantity) == [10, 10, 10, 10])
        let folder = try #require(rig.publisher.folders["fleet/TOUR-17"])
        #expect(folder.rows.map(\.line) == Array(2...41))
        #expect(Set(folder.rows.map(\.iccid)).count == 40)
        #expect(folder.archives.count == 4)
        #expect(report.orders[0].references.count == 4)
        #expect(report.orders[0].lines.map(\.line) == Array(2...41))
        #expect(report.orders[0].lines.allSatisfy { $0.iccids.count == 1 })
        try await rig.expectExactlyOnce(orders: 4)
    }

    @Test func `a line of thirty-seven is bought in tens and a rest`() async throws {
        let rig = try Rig()
        let report = try await rig.run([.sample(2, quantity: 37, order: "DEVICES")])
        #expect(report.outcome == .complete)
        #expect(rig.api.requests.map(\.quantity).sorted() == [7, 10, 10, 10])
        #expect(try await rig.orders().map(\.planned.quantity) == [10, 10, 10, 7])
        #expect(Set(report.orders[0].lines[0].iccids).count == 37)
        #expect(report.cost == .usd(37 * 228))
        try await rig.expectExactlyOnce(orders: 4)
    }

    @Test func `an order of several bundles gives each line eSIMs of its own bundle`() async throws
    {
        let rig = try Rig()
        let lines = [
            OrderLine.sample(2, Bundles.britain, quantity: 2, order: "MIXED"),
            .sample(3, Bundles.france, quantity: 3, order: "MIXED"),
            .sample(4, Bundles.britain, quantity: 1, order: "MIXED"),
        ]
        let report = try await rig.run(lines)
        #expect(report.outcome == .complete)
        #expect(rig.api.sales.count == 1)
        let bundles = Dictionary(
            rig.api.sales[0].esims.map { ($0.esim.iccid, $0.bundle) },
            uniquingKeysWith: { first, _ in first })
        for line in report.orders[0].lines {
            #expect(line.iccids.count == line.quantity)
            #expect(line.iccids.allSatisfy { bundles[$0] == line.bundle })
        }
    }

    @Test func `a folder waits for the last of its purchases`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.purchase = { request in
                request.quantity == 7 ? .refuse(Refusal(message: "no stock")) : .sell
            }
        }
        let lines = [OrderLine.sample(2, quantity: 37, order: "DEVICES")]
        let report = try await rig.run(lines)
        #expect(report.outcome == .someRefused)
        #expect(report.states == [.refused])
        #expect(try await rig.states() == [.assigned, .assigned, .assigned, .refused])
        #expect(rig.publisher.folders.isEmpty)
        rig.api.script { $0.purchase = { _ in .sell } }
        #expect(try await rig.run(lines).outcome == .complete)
        try await rig.expectExactlyOnce(orders: 4)
    }
}
