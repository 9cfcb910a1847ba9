// Giving bundles back: planned, asked, recorded before it is sent, and never sent in doubt.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Testing

@Suite struct RevokerTests: RevokingTests {
    @Test func `unused bundles are revoked, and their orders stay bought`() async throws {
        let (rig, esims, ids) = try await bought()
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .complete)
        #expect(report.rows.map(\.result) == [.revoked, .revoked, .revoked])
        #expect(report.rows.allSatisfy { $0.leaves })
        #expect(report.rows.allSatisfy { $0.plan.words == "can be revoked" })
        #expect(esims.requests.count == 3)
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
        #expect(try await rig.states() == [.published, .published])
        let rendered = try #require(rig.publisher.folders["fleet/TOUR-1"])
        #expect(rendered.order.orders.flatMap(\.revocations).count == 2)
        #expect(rig.publisher.pages.map(\.outcome) == [.complete])
        #expect(rig.publisher.summaries.count == 1)
    }

    @Test func `folders that still show what was revoked are no success`() async throws {
        let (rig, esims, ids) = try await bought()
        rig.publisher.fail(
            with: PublishFailure(attempting: "writing", cause: "no space", hint: "make room"))
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .misconfigured)
        #expect(report.notes.contains("writing failed: no space. Next: make room."))
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
        rig.publisher.fail(with: nil)
        #expect(try await revoke(rig, esims, ids).outcome == .nothingToDo)
        #expect(rig.publisher.pages.map(\.outcome) == [.complete])
    }

    @Test func `running the sheet again buys nothing of what was revoked`() async throws {
        let (rig, esims, ids) = try await bought()
        _ = try await revoke(rig, esims, ids)
        let again = try await rig.run([
            .sample(2, Bundles.britain, quantity: 2, order: "TOUR-1"),
            .sample(3, Bundles.france, quantity: 1, order: "TOUR-2"),
        ])
        #expect(again.outcome == .nothingToDo)
        #expect(rig.api.sales.count == 2)
        #expect(again.orders.first?.reason == "revoked: 2 of 2 eSIMs")
    }

    @Test func `what was revoked elsewhere is noted, and sent to nobody`() async throws {
        let (rig, esims, ids) = try await bought()
        let part = try #require(try await rig.orders().first)
        let iccid = try #require(part.esims.first).esim.iccid
        let held = try #require(try await esims.holdings(of: iccid)).bundles[0]
        _ = await esims.revoke(
            RevocationTarget(iccid: iccid, bundle: held.bundle, assignment: held.assignment))
        // The provider has sold it anew since.
        esims.put(iccid, held.bundle, held.assignment.text, held.reference ?? "", .revoked)
        esims.put(iccid, held.bundle, "77", "\(OrderReference.sample(9))-0")
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .complete)
        #expect(report.rows.map(\.result) == [.alreadyRevoked, .revoked, .revoked])
        #expect(esims.requests.count == 3)
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
        let noted = try await rig.orders()[0].revocations.first { $0.iccid == iccid }
        #expect(noted?.words.contains("as revoked") == true)
    }

    @Test func `a no leaves everything as it is`() async throws {
        let (rig, esims, ids) = try await bought()
        let report = try await revoke(rig, esims, ids, answer: false)
        #expect(report.isDeclined)
        #expect(esims.requests.isEmpty)
        #expect(try await states(rig).isEmpty)
    }

    @Test func `revoking twice sends nothing twice`() async throws {
        let (rig, esims, ids) = try await bought()
        _ = try await revoke(rig, esims, ids)
        let again = try await revoke(rig, esims, ids)
        #expect(again.outcome == .nothingToDo)
        #expect(again.rows.map(\.result) == [.alreadyRevoked, .alreadyRevoked, .alreadyRevoked])
        #expect(esims.requests.count == 3)
    }

    @Test func `a lost answer is looked up, and not sent again when it had arrived`() async throws {
        let (rig, esims, ids) = try await bought()
        esims.plan([.lostAfter])
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .complete)
        #expect(esims.requests.count == 3)
        #expect(try await states(rig) == [.revoked, .revoked, .revoked])
    }

    @Test func `one that provably did nothing is sent by the next call`() async throws {
        let (rig, esims, ids) = try await bought()
        esims.plan([.lostBefore])
        let first = try await revoke(rig, esims, ids)
        #expect(first.outcome == .failed)
        #expect(try await states(rig) == [.open, .revoked, .revoked])
        let second = try await revoke(rig, esims, ids)
        #expect(second.outcome == .complete)
        #expect(esims.requests.count == 4)
        #expect(Set(esims.requests).count == 3)
    }

    @Test func `while nobody can look, it stays unknown and is not sent`() async throws {
        let (rig, esims, ids) = try await bought()
        // A process died with the request on its way; it never arrived.
        try await recordSending(of: try #require(try await rig.orders().first), rig, esims)
        esims.setUnreachable(true)
        await #expect(throws: APIFailure.self) { try await revoke(rig, esims, ids) }
        #expect(try await states(rig) == [.unconfirmed])
        #expect(esims.requests.isEmpty)
        esims.setUnreachable(false)
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .complete)
        #expect(esims.requests.count == 3)
    }

    @Test func `an eSIM that left with a lost answer is found to have left`() async throws {
        let (rig, esims, ids) = try await bought()
        let target = try await recordSending(
            of: try #require(try await rig.orders().last), rig, esims)
        _ = await esims.revoke(target)
        let report = try await revoke(rig, esims, [try #require(ids.last)])
        #expect(report.outcome == .nothingToDo)
        #expect(report.rows.map(\.result) == [.alreadyRevoked])
        #expect(esims.requests.count == 1)
    }

    @Test func `a refusal is recorded and the others go on`() async throws {
        let (rig, esims, ids) = try await bought()
        esims.plan([.refused])
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .someRefused)
        #expect(report.rows[0].result == .refused(reason: "not allowed"))
        #expect(try await states(rig) == [.refused, .revoked, .revoked])
    }

    @Test func `what was surely not sent is tried again, a few times`() async throws {
        let (rig, esims, ids) = try await bought()
        esims.plan([.notSent, .notSent])
        #expect(try await revoke(rig, esims, ids).outcome == .complete)
        let (other, others, otherIDs) = try await bought()
        others.plan(Array(repeating: .notSent, count: 9))
        let report = try await revoke(other, others, otherIDs)
        #expect(report.outcome == .failed)
        #expect(others.requests.isEmpty)
        #expect(try await states(other) == [.open, .open, .open])
    }

    @Test func `what validate mode refuses, or what is in use, is not asked for`() async throws {
        let (rig, esims, ids) = try await bought()
        let first = try #require(try await rig.orders().first)
        let iccids = first.esims.map(\.esim.iccid)
        esims.refusePreview(of: iccids[0])
        let report = try await revoke(rig, esims, ids)
        #expect(report.outcome == .someRefused)
        guard case .kept(let reason) = report.rows[0].result else {
            Issue.record("\(String(describing: report.rows[0].result))")
            return
        }
        #expect(reason.contains("no refunds"))
        #expect(esims.requests.count == 2)
    }
}
