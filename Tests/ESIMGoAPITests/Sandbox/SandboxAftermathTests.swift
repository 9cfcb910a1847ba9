// The client against the look-alike: tags, what is on an eSIM, and taking it off.

import ESIMGoSandbox
import NIOHTTP1
import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct SandboxAftermathTests {
    private let bundle = "esim_1GB_7D_GB_V2"

    /// One eSIM bought with its order's reference.
    private func bought(_ peer: Peer) async throws -> (ICCID, OrderReference) {
        guard case .placed(let order) = await peer.client.place([try item(bundle)]).outcome else {
            throw CancellationError()
        }
        return (try #require(order.esims.first).esim.iccid, order.reference)
    }

    private func target(_ peer: Peer, _ iccid: ICCID) async throws -> RevocationTarget {
        let held = try #require(try await peer.client.holdings(of: iccid))
        let applied = try #require(held.bundles.first)
        return RevocationTarget(
            iccid: iccid, bundle: applied.bundle, assignment: applied.assignment)
    }

    @Test func `a tag is written, and again without harm`() async throws {
        try await withSandbox { peer in
            let (iccid, _) = try await bought(peer)
            for text in ["TOUR-17", "TOUR-17", "Zoë / \"B\""] {
                try await peer.client.tag(ESIMTag(iccid: iccid, text: text))
            }
            let unknown = try #require(ICCID("8943108161000073175"))
            let failed = await failure {
                try await peer.client.tag(ESIMTag(iccid: unknown, text: "x"))
            }
            #expect(failed?.kind == .rejected)
        }
    }

    @Test func `what is on an eSIM is told with its order and its state`() async throws {
        try await withSandbox { peer in
            let (iccid, reference) = try await bought(peer)
            let held = try #require(try await peer.client.holdings(of: iccid))
            #expect(held.wasInstalled == false)
            #expect(held.bundles.map(\.state) == [.queued])
            #expect(held.bundles.allSatisfy { $0.isOf(reference) && $0.bundle.text == bundle })
            let unknown = try #require(ICCID("8943108161000073175"))
            #expect(try await peer.client.holdings(of: unknown) == nil)
        }
    }

    @Test func `a bundle is revoked, and its eSIM leaves`() async throws {
        try await withSandbox { peer in
            let (iccid, _) = try await bought(peer)
            let target = try await target(peer, iccid)
            #expect(try await peer.client.previewRevocation(target).contains("inventory"))
            #expect(try await peer.client.holdings(of: iccid)?.bundles.count == 1)
            guard case .revoked(let words) = await peer.client.revoke(target) else {
                Issue.record("not revoked")
                return
            }
            #expect(words.contains("inventory"))
            #expect(try await peer.client.holdings(of: iccid) == nil)
            guard case .refused = await peer.client.revoke(target) else {
                Issue.record("revoked twice")
                return
            }
        }
    }

    @Test(arguments: ["drop-before-revoking", "drop-after-revoking", "error-500-after-revoking"])
    func `trouble leaves a revocation unconfirmed, and a look settles it`(_ fault: String)
        async throws
    {
        try await withSandbox {
            $0.faults = try SandboxFaults(parsing: "seed=1,\(fault)=1")
        } _: { peer in
            let (iccid, _) = try await bought(peer)
            let target = try await target(peer, iccid)
            guard case .unconfirmed = await peer.client.revoke(target) else {
                Issue.record("\(fault) is certain of something")
                return
            }
            let held = try await peer.client.holdings(of: iccid)
            let verdict = RevocationVerdict(held, target.assignment, leaves: true)
            #expect((verdict == .applied) == (fault == "drop-before-revoking"))
        }
    }

    @Test(arguments: [
        (200, #"{"status":"done"}"#, true), (200, "", false), (204, "", false),
        (503, #"{"message":"Processing"}"#, false), (409, #"{"message":"x"}"#, false),
        (400, "<html>", false),
    ])
    func `only what is surely revoked is called so`(
        _ status: Int, _ body: String, _ isRevoked: Bool
    ) {
        let outcome = outcomeOfRevocation(
            HTTPAnswer(status: status, headers: [:], body: Array(body.utf8)))
        if isRevoked {
            #expect(outcome == .revoked(words: "done"))
        } else {
            guard case .unconfirmed = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }
}
