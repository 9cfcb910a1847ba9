// An eSIM that is said once to be no longer the account's: believed only when it is said twice.

import OrderBatch
import OrderTestKit
import Orders
import Synchronization
import Testing

@Suite struct SecondLookTests: RevokingTests {
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
        let order = try #require(try await rig.orders().last)
        let target = try await recordSending(of: order, rig, esims)
        let report = try await revoke(rig, VanishingESIMs(esims), [try #require(ids.last)])
        #expect(report.outcome == .complete)
        #expect(report.rows.map(\.result) == [.revoked])
        #expect(esims.requests == [target])
        #expect(esims.takenOff == [target.assignment])
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
