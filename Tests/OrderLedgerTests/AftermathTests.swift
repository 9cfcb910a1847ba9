// What the ledger remembers of eSIMs after they are published: tags and revocations.

import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

@Suite struct AftermathTests {
    /// A ledger with one delivered order of one eSIM, and that order.
    private func delivered() async throws -> (SQLiteLedger, RecordedOrder) {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample()
        let order = try await ledger.order()
        try await ledger.attempt(
            order.id,
            .placed(
                PlacedOrder(
                    reference: .sample(1), total: .usd(228), created: nil, sourceIP: nil,
                    esims: [])))
        try await ledger.recordDelivery(
            order.id, [DealtESIM(esim: .sample(1), line: 0, existing: false)], total: .usd(228),
            at: .noon)
        return (ledger, try await ledger.order())
    }

    private func plan(_ order: RecordedOrder) throws -> (PlannedRevocation, RevocationTarget) {
        let target = RevocationTarget(
            iccid: .sample(1), bundle: .sample(Bundles.britain),
            assignment: try #require(AssignmentID("42")))
        return (
            PlannedRevocation(
                order: order.id, iccid: .sample(1), line: 0, bundle: target.bundle,
                step: .revoke(target, leaves: true)), target
        )
    }

    @Test func `a tag is remembered per eSIM, the newest text`() async throws {
        let (ledger, _) = try await delivered()
        #expect(try await ledger.tags(in: .sample("fleet")).isEmpty)
        try await ledger.recordTag(ESIMTag(iccid: .sample(1), text: "A"), at: .noon)
        try await ledger.recordTag(ESIMTag(iccid: .sample(1), text: "B"), at: .noon)
        try await ledger.recordTag(ESIMTag(iccid: .sample(2), text: "C"), at: .noon)
        #expect(try await ledger.tags(in: .sample("fleet")) == [.sample(1): "B"])
        #expect(try await ledger.tags(in: .sample("other")).isEmpty)
    }

    @Test func `a revocation is recorded before it is sent, and its order stays bought`()
        async throws
    {
        let (ledger, order) = try await delivered()
        let (plan, target) = try plan(order)
        let id = try await ledger.beginRevocation(plan, of: target, leaves: true, at: .noon)
        let sending = try #require(try await ledger.order().revocations.first)
        #expect(sending.state == .sending)
        #expect(sending.assignment == target.assignment && sending.leaves)
        try await ledger.recordRevocation(id, .revoked, words: "done", at: .noon)
        let after = try await ledger.order()
        #expect(after.revocations.map(\.state) == [.revoked])
        #expect(after.revocations.map(\.words) == ["done"])
        #expect(after.state == .assigned)
        let kinds = try await ledger.events(of: try await ledger.read().orders[0].id).map(\.kind)
        #expect(kinds.suffix(2) == ["revocation-sent", "revoked"])
    }

    @Test func `what a dead process was sending is unconfirmed`() async throws {
        let (ledger, order) = try await delivered()
        let (plan, target) = try plan(order)
        _ = try await ledger.beginRevocation(plan, of: target, leaves: false, at: .noon)
        try await ledger.recoverRevocations(at: .noon)
        try await ledger.recoverRevocations(at: .noon)
        #expect(try await ledger.order().revocations.map(\.state) == [.unconfirmed])
    }

    @Test func `an open one is begun again under its own number`() async throws {
        let (ledger, order) = try await delivered()
        let (plan, target) = try plan(order)
        let first = try await ledger.beginRevocation(plan, of: target, leaves: true, at: .noon)
        try await ledger.recordRevocation(first, .notSent, words: "no network", at: .noon)
        let second = try await ledger.beginRevocation(plan, of: target, leaves: false, at: .noon)
        #expect(first == second)
        let recorded = try await ledger.order().revocations
        #expect(recorded.map(\.state) == [.sending])
        #expect(recorded.map(\.leaves) == [false])
    }

    @Test(arguments: [true, false])
    func `an eSIM that left the account may come with another order, and no other`(
        _ leaves: Bool
    ) async throws {
        let (ledger, order) = try await delivered()
        try await ledger.recordTag(ESIMTag(iccid: .sample(1), text: "A"), at: .noon)
        try await ledger.admitSample(batch: "later")
        let later = try await ledger.order(batch: "later")
        try await ledger.attempt(later.id, .placed(.sample(2)))
        let (plan, target) = try plan(order)
        let id = try await ledger.beginRevocation(plan, of: target, leaves: leaves, at: .noon)
        let again = [DealtESIM(esim: .sample(1), line: 0, existing: false)]
        await expectFailure(.refused) {
            try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
        }
        try await ledger.recordRevocation(id, .revoked, words: "done", at: .noon)
        guard leaves else {
            await expectFailure(.refused) {
                try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
            }
            return
        }
        try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
        let bought = try await ledger.order(batch: "later")
        #expect(bought.esims == again && bought.revocations.isEmpty)
        #expect(try await ledger.order().revocations.map(\.state) == [.revoked])
        #expect(try await ledger.tags(in: .sample("later")).isEmpty)
    }

    @Test(arguments: [true, false])
    func `an eSIM whose bundle was revoked elsewhere may come with another order`(
        _ leaves: Bool
    ) async throws {
        let (ledger, order) = try await delivered()
        try await ledger.admitSample(batch: "later")
        let later = try await ledger.order(batch: "later")
        try await ledger.attempt(later.id, .placed(.sample(2)))
        let again = [DealtESIM(esim: .sample(1), line: 0, existing: false)]
        await expectFailure(.refused) {
            try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
        }
        let (plan, target) = try plan(order)
        try await ledger.noteRevoked(
            plan, as: target, leaves: leaves, words: "shown as revoked", at: .noon)
        let noted = try #require(try await ledger.order().revocations.first)
        #expect(noted.state == .revoked && noted.leaves == leaves)
        guard leaves else {
            await expectFailure(.refused) {
                try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
            }
            return
        }
        try await ledger.recordDelivery(later.id, again, total: nil, at: .noon)
        #expect(try await ledger.order(batch: "later").esims == again)
    }

    @Test func `an eSIM with a bundle of another order of ours has not left`() async throws {
        let (ledger, order) = try await delivered()
        try await ledger.admitSample(batch: "later")
        let later = try await ledger.order(batch: "later")
        try await ledger.attempt(later.id, .placed(.sample(2)))
        let topUp = [DealtESIM(esim: .sample(1), line: 0, existing: true)]
        try await ledger.recordDelivery(later.id, topUp, total: nil, at: .noon)
        let (plan, target) = try plan(order)
        try await ledger.noteRevoked(
            plan, as: target, leaves: true, words: "shown as revoked", at: .noon)
        #expect(try await ledger.order().revocations.map(\.leaves) == [false])
    }

    @Test func `the database itself refuses a second revocation of one eSIM`() async throws {
        let (ledger, order) = try await delivered()
        let (plan, target) = try plan(order)
        _ = try await ledger.beginRevocation(plan, of: target, leaves: true, at: .noon)
        await #expect(throws: DatabaseError.self) {
            try await ledger.execute(
                """
                INSERT INTO revocation (esim_id, assignment, leaves, state, words, at)
                SELECT esim_id, '43', 0, 'sending', '', 0 FROM revocation
                """)
        }
    }

    @Test func `a ledger of the first version is read as it is, and brought up to date`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            do {
                let ledger = try SQLiteLedger(path: path)
                try await ledger.admitSample()
                try await ledger.execute("ALTER TABLE attempt DROP COLUMN planned_end")
                try await ledger.execute("ALTER TABLE attempt DROP COLUMN reference")
                try await ledger.execute("ALTER TABLE attempt DROP COLUMN asked_at")
                try await ledger.execute("ALTER TABLE foreign_order DROP COLUMN items")
                try await ledger.execute("ALTER TABLE foreign_order DROP COLUMN created_at")
                try await ledger.execute("ALTER TABLE run DROP COLUMN books_close")
                try await ledger.execute("DROP TABLE lookalike")
                try await ledger.execute("ALTER TABLE attempt DROP COLUMN skew")
                try await ledger.execute("DROP INDEX esim_new")
                try await ledger.execute("ALTER TABLE esim DROP COLUMN gone")
                try await ledger.execute(
                    "CREATE UNIQUE INDEX esim_new ON esim (iccid) WHERE existing = 0")
                try await ledger.execute("DROP TABLE revocation")
                try await ledger.execute("DROP TABLE esim_tag")
                try await ledger.execute("DROP TABLE bundle")
                try await ledger.execute("ALTER TABLE api_order DROP COLUMN assigned_at")
                try await ledger.execute("PRAGMA user_version = 1")
            }
            let reading = try #require(try SQLiteLedger.reading(path: path))
            #expect(try await reading.read().orders.count == 1)
            let ledger = try SQLiteLedger(path: path)
            #expect(try await ledger.value("PRAGMA user_version", as: Int.self) == Schema.version)
            try await ledger.recordTag(ESIMTag(iccid: .sample(1), text: "A"), at: .noon)
            #expect(try await ledger.read().orders.count == 1)
        }
    }
}
