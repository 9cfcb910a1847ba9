// The record of an attempt and of every outcome it can have.

import Foundation
import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct AttemptTests {
    @Test func `an attempt is recorded as placing before anything is sent`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.begin(order.id)
        #expect(try await ledger.order().state == .placing)
        let row = try row(attempt, in: ledger)
        #expect(row["outcome"] == "placing")
        #expect(row["started_at"] == Timestamp.noon.microseconds)
        #expect(row["deadline"] == (Timestamp.noon + .seconds(122)).microseconds)
        #expect(row["expected_minor"] == 228)
        #expect(try await ledger.unconfirmedAttempts().isEmpty)
    }

    @Test func `a placed order has its reference, cost and evidence`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.begin(order.id)
        let later = Timestamp.noon + .seconds(2)
        let placed = PlacedOrder.sample(
            5, total: .usd(230), created: .noon + .seconds(1), sourceIP: "192.0.2.7")
        let body = Array("{\"orderReference\":\"…\"}".utf8)
        try await ledger.finishAttempt(
            attempt, with: PlacementAnswer(outcome: .placed(placed), status: 200, body: body),
            at: later)
        let recorded = try await ledger.order()
        #expect(recorded.state == .placed)
        #expect(recorded.reference == .sample(5))
        #expect(recorded.total == .usd(230))
        #expect(recorded.cost == .usd(230))
        #expect(recorded.placedAt == later)
        let row = try row(attempt, in: ledger)
        #expect(row["outcome"] == "placed")
        #expect(row["status"] == 200)
        #expect(row["body"] == Data(body))
        let knowledge = try await ledger.knowledge()
        #expect(knowledge.owned == [.sample(5)])
        #expect(knowledge.ownAddresses == ["192.0.2.7"])
    }

    @Test(arguments: [
        NotPlaced.neverConnected(reason: "connection refused"), .rateLimited, .tooOld,
    ])
    func `an order that was surely not placed is ready again`(why: NotPlaced) async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.attempt(order.id, .notPlaced(why))
        #expect(try await ledger.order().state == .ready)
        #expect(try row(attempt, in: ledger)["outcome"] == "not-placed")
        let second = try await ledger.begin(order.id)
        #expect(second != attempt)
    }

    @Test func `a refused order keeps the provider's words`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(
            order.id, .refused(Refusal(message: "no stock", reference: .sample(9))))
        let recorded = try await ledger.order()
        #expect(recorded.state == .refused)
        #expect(recorded.reason == "no stock")
        #expect(recorded.reference == .sample(9))
    }

    @Test func `an order without an answer waits from its deadline`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.attempt(order.id, .unconfirmed(reason: "no answer"))
        #expect(try await ledger.order().state == .unconfirmed)
        #expect(try await ledger.order().reason == "no answer")
        #expect(
            try await ledger.unconfirmedAttempts() == [
                UnconfirmedAttempt(
                    attempt: attempt, order: order.id, items: order.planned.items,
                    expected: .usd(228),
                    times: AttemptTimes(startedAt: .noon, deadline: .noon + .seconds(122)),
                    replacements: 0)
            ])
    }

    @Test func `an attempt that a dead process left waits from now, by one clock`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let times = AttemptTimes(
            startedAt: .noon, deadline: .noon + .seconds(122), skew: .seconds(3))
        _ = try await ledger.beginAttempt(
            order.id, AttemptStart(times, expected: .usd(228)))
        // Since then our clock was set back by an hour.
        let now = .noon - .seconds(3_000)
        #expect(try await ledger.recoverInterrupted(at: now, skew: .seconds(3_603)) == 1)
        let recovered = try await ledger.unconfirmedAttempts().map(\.times)
        // By the clock of the attempt, which shows an hour more: so it is now by today's.
        #expect(
            recovered == [
                AttemptTimes(
                    startedAt: .noon, deadline: now + .seconds(3_600),
                    plannedEnd: .noon + .seconds(122), skew: .seconds(3))
            ])
        #expect(recovered.map { $0.retold(by: .seconds(3_603)).deadline } == [now])
    }

    @Test func `an unclear answer that came ends the time on the way`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.begin(order.id)
        try await ledger.finishAttempt(
            attempt,
            with: PlacementAnswer(outcome: .unconfirmed(reason: "503"), status: 503),
            at: .noon + .seconds(3))
        #expect(try await ledger.unconfirmedAttempts().map(\.deadline) == [.noon + .seconds(3)])
    }

    @Test func `evidence is kept up to its limit`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.begin(order.id)
        let body = [UInt8](repeating: 0x78, count: LedgerLimits.evidenceBytes + 1)
        try await ledger.finishAttempt(
            attempt,
            with: PlacementAnswer(outcome: .unconfirmed(reason: "?"), status: 200, body: body),
            at: .noon)
        let kept: Data? = try row(attempt, in: ledger)["body"]
        #expect(kept?.count == LedgerLimits.evidenceBytes)
    }

    @Test func `the history of an order names every step once`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let batch = try await ledger.admitSample()
        let owner = batch.orders[0]
        let order = try #require(owner.orders.first)
        try await ledger.attempt(order.id, .notPlaced(.rateLimited))
        try await ledger.attempt(order.id, .placed(.sample()))
        try await ledger.note(order.id, reason: "0 of 1 eSIMs delivered so far", at: .noon)
        try await ledger.note(order.id, reason: "0 of 1 eSIMs delivered so far", at: .noon)
        try await ledger.recordDelivery(order.id, [.sample(1)], total: nil, at: .noon)
        try await ledger.recordPublished(owner.id, at: .noon)
        try await ledger.recordUnpublished(owner.id, at: .noon)
        let events = try await ledger.events(of: owner.id)
        #expect(
            events.map(\.kind) == [
                "admitted", "attempt-recorded", "not-placed", "attempt-recorded", "placed",
                "waiting",
                "delivered", "published", "unpublished",
            ])
        #expect(events.map(\.part) == [nil] + Array(repeating: 1, count: 8))
        #expect(events[1].detail == "expecting 2.28 USD")
    }

    private func row(_ attempt: AttemptID, in ledger: SQLiteLedger) throws -> Row {
        try #require(
            try ledger.row("SELECT * FROM attempt WHERE id = \(attempt.rawValue)"))
    }
}
