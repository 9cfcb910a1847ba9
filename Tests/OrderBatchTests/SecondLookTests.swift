// An eSIM that is said once to be no longer the account's: believed only when it is said twice.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Synchronization
import Testing

@Suite struct SecondLookTests {
    /// A rig whose batch `fleet` is bought and published, and the provider's view of its eSIMs.
    private func bought() async throws -> (Rig, RevocableESIMs, [SheetOrderID]) {
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

    private func revoke(
        _ rig: Rig, _ esims: VanishingESIMs, _ ids: [SheetOrderID]
    ) async throws -> RevocationReport {
        let ledger = try #require(rig.ledger as? SQLiteLedger)
        let revoker = Revoker(
            account: rig.api, api: esims, ledger: ledger, revocations: ledger,
            publisher: rig.publisher, time: rig.time, log: .silent)
        return try await revoker.revoke(ids, of: .sample("fleet")) { _ in true }
    }

    private func states(_ rig: Rig) async throws -> [RevocationState] {
        try await rig.orders().flatMap(\.revocations).map(\.state)
    }

    @Test func `an eSIM that is gone for one look is revoked like the others`() async throws {
        let (rig, esims, ids) = try await bought()
        let report = try await revoke(rig, VanishingESIMs(esims), ids)
        #expect(report.outcome == .complete)
        #expect(report.rows.map(\.result) == [.revoked, .revoked, .revoked])
        #expect(esims.requests.count == 3)
    }

    @Test func `one whose revocation a dead process had sent in vain is not called revoked`()
        async throws
    {
        let (rig, esims, ids) = try await bought()
        let ledger = try #require(rig.ledger as? SQLiteLedger)
        let order = try #require(try await rig.orders().last)
        let iccid = try #require(order.esims.first).esim.iccid
        let held = try #require(try await esims.holdings(of: iccid)).bundles[0]
        let target = RevocationTarget(
            iccid: iccid, bundle: held.bundle, assignment: held.assignment)
        _ = try await ledger.beginRevocation(
            PlannedRevocation(
                order: order.id, iccid: iccid, line: 0, bundle: held.bundle,
                step: .revoke(target, leaves: true)),
            of: target, leaves: true, at: rig.time.now())
        let report = try await revoke(rig, VanishingESIMs(esims), [try #require(ids.last)])
        #expect(report.outcome == .complete)
        #expect(report.rows.map(\.result) == [.revoked])
        #expect(esims.requests == [target])
        #expect(esims.takenOff == [held.assignment])
    }

    @Test func `one whose request was lost stays open, and is revoked by the next call`()
        async throws
    {
        let (rig, esims, ids) = try await bought()
        esims.plan([.lostBefore])
        #expect(try await revoke(rig, VanishingESIMs(esims), ids).outcome == .failed)
        #expect(try await states(rig) == [.open, .revoked, .revoked])
        #expect(esims.takenOff.count == 2)
        #expect(try await revoke(rig, VanishingESIMs(esims), ids).outcome == .complete)
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
        #expect(esims.takenOff.count == 3)
        #expect(esims.requests.count == 4)
    }

    @Test func `one that is gone at both looks has left`() async throws {
        let (rig, esims, ids) = try await bought()
        esims.plan([.lostAfter])
        let report = try await revoke(rig, VanishingESIMs(esims), ids)
        #expect(report.outcome == .complete)
        #expect(esims.requests.count == 3)
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
    }
}

/// Passes everything on, but says of each eSIM at the first look, and at the first after a request,
/// that it is not the account's.
private final class VanishingESIMs: BundleRevocation {
    private let base: RevocableESIMs
    private let seen = Mutex<Set<ICCID>>([])

    init(_ base: RevocableESIMs) {
        self.base = base
    }

    func holdings(of iccid: ICCID) async throws -> ESIMHoldings? {
        let isFirst = seen.withLock { $0.insert(iccid).inserted }
        return isFirst ? nil : try await base.holdings(of: iccid)
    }

    func previewRevocation(_ target: RevocationTarget) async throws -> String {
        try await base.previewRevocation(target)
    }

    func revoke(_ target: RevocationTarget) async -> RevocationOutcome {
        seen.withLock { _ = $0.remove(target.iccid) }
        return await base.revoke(target)
    }
}
