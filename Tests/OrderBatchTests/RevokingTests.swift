// What suites that give bundles back start from.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Testing

/// A suite whose tests revoke what a batch has bought.
protocol RevokingTests {}

extension RevokingTests {
    /// A rig whose batch `fleet` is bought and published, and the provider's view of its eSIMs.
    func bought() async throws -> (Rig, RevocableESIMs, [SheetOrderID]) {
        let rig = try Rig()
        try await rig.run([
            .sample(2, Bundles.britain, quantity: 2, order: "TOUR-1"),
            .sample(3, Bundles.france, quantity: 1, order: "TOUR-2"),
        ])
        let batch = try #require(try await rig.ledger.batch(.sample("fleet")))
        let esims = RevocableESIMs()
        try esims.show(batch)
        return (rig, esims, batch.orders.map(\.id))
    }

    func revoke(
        _ rig: Rig, _ esims: some BundleRevocation, _ ids: [SheetOrderID], answer: Bool = true
    ) async throws -> RevocationReport {
        let ledger = try #require(rig.ledger as? SQLiteLedger)
        let revoker = Revoker(
            account: rig.api, api: esims, ledger: ledger, revocations: ledger,
            publisher: rig.publisher, time: rig.time, log: .silent)
        return try await revoker.revoke(ids, of: .sample("fleet")) { _ in answer }
    }

    /// Records, as a process before its death, that the revocation of an order's first eSIM is on
    /// its way.
    @discardableResult
    func recordSending(
        of order: RecordedOrder, _ rig: Rig, _ esims: RevocableESIMs
    ) async throws -> RevocationTarget {
        let ledger = try #require(rig.ledger as? SQLiteLedger)
        let iccid = try #require(order.esims.first).esim.iccid
        let held = try #require(try await esims.holdings(of: iccid)).bundles[0]
        let target = RevocationTarget(
            iccid: iccid, bundle: held.bundle, assignment: held.assignment)
        _ = try await ledger.beginRevocation(
            PlannedRevocation(
                order: order.id, iccid: iccid, line: 0, bundle: held.bundle,
                step: .revoke(target, leaves: true)),
            of: target, leaves: true, at: rig.time.now())
        return target
    }

    func states(_ rig: Rig) async throws -> [RevocationState] {
        try await rig.orders().flatMap(\.revocations).map(\.state)
    }
}
