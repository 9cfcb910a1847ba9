// A process that dies at any record of a revocation, and the next one over its ledger: nothing is
// taken off twice, nothing is forgotten.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders
import Synchronization
import Testing

/// Passes revocations on to a real ledger until the process dies, before or after one of its calls.
private final class MortalRevocations: RevocationLedger {
    struct Death: Error {}

    private let base: any RevocationLedger
    private let last: Int
    private let diesAfter: Bool
    private let calls = Mutex(0)

    /// Dies at the call of that number, counted from 1: before it is made, or after.
    init(_ base: any RevocationLedger, at last: Int, after: Bool) {
        self.base = base
        self.last = last
        diesAfter = after
    }

    private func step<Value>(_ call: () async throws -> Value) async throws -> Value {
        let number = calls.withLock { calls in
            calls += 1
            return calls
        }
        guard number < last || number == last && diesAfter else { throw Death() }
        let value = try await call()
        guard number < last else { throw Death() }
        return value
    }

    func beginRevocation(
        _ plan: PlannedRevocation, of target: RevocationTarget, leaves: Bool, at now: Timestamp
    ) async throws -> RevocationID {
        try await step {
            try await base.beginRevocation(plan, of: target, leaves: leaves, at: now)
        }
    }

    func noteRevoked(
        _ plan: PlannedRevocation, as target: RevocationTarget, leaves: Bool, words: String,
        at now: Timestamp
    ) async throws {
        try await step {
            try await base.noteRevoked(plan, as: target, leaves: leaves, words: words, at: now)
        }
    }

    func recordRevocation(
        _ id: RevocationID, _ event: RevocationEvent, words: String, at now: Timestamp
    ) async throws {
        try await step { try await base.recordRevocation(id, event, words: words, at: now) }
    }

    func recoverRevocations(at now: Timestamp) async throws {
        try await step { try await base.recoverRevocations(at: now) }
    }
}

@Suite struct RevocationCrashTests {
    private func revoke(
        _ rig: Rig, _ esims: RevocableESIMs, _ ids: [SheetOrderID],
        _ revocations: any RevocationLedger
    ) async throws -> RevocationReport {
        let revoker = Revoker(
            account: rig.api, api: esims, ledger: rig.ledger, revocations: revocations,
            publisher: rig.publisher, time: rig.time, log: .silent)
        return try await revoker.revoke(ids, of: .sample("fleet")) { _ in true }
    }

    @Test(arguments: [false, true], [[], [.lostAfter], [.lostBefore]] as [[RevocableESIMs.Turn]])
    func `a death at any record is made good by the next call`(
        _ after: Bool, _ turns: [RevocableESIMs.Turn]
    ) async throws {
        var step = 1
        while true {
            let rig = try Rig()
            try await rig.run([.sample(2, Bundles.britain, quantity: 3, order: "TOUR-1")])
            let ledger = try #require(rig.ledger as? SQLiteLedger)
            let batch = try #require(try await ledger.batch(.sample("fleet")))
            let esims = RevocableESIMs()
            try esims.show(batch)
            esims.plan(turns)
            let ids = batch.orders.map(\.id)
            let mortal = MortalRevocations(ledger, at: step, after: after)
            do {
                _ = try await revoke(rig, esims, ids, mortal)
                break
            } catch is MortalRevocations.Death {
                // The next process, and a person who asks once more.
                _ = try await revoke(rig, esims, ids, ledger)
                _ = try await revoke(rig, esims, ids, ledger)
            }
            let orders = try await rig.orders()
            #expect(orders.flatMap(\.revocations).map(\.state) == [.revoked, .revoked, .revoked])
            #expect(orders.map(\.state) == [.published], "step \(step)")
            #expect(esims.takenOff.count == 3, "step \(step)")
            #expect(Set(esims.takenOff).count == 3, "step \(step)")
            step += 1
        }
        #expect(step > 6, "a revocation of three eSIMs has records to die at")
    }
}
