// What the database itself refuses, whatever the program above it believes.

import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct UniquenessTests {
    @Test(arguments: ["placing", "unconfirmed"], ["placing", "unconfirmed"])
    func `two open attempts of one order are impossible`(
        first: String, second: String
    ) async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let insert = { (outcome: String) in
            """
            INSERT INTO attempt (order_id, outcome, started_at, deadline, expected_minor, currency)
            VALUES (\(order.id.rawValue), '\(outcome)', 0, 0, 228, 'USD')
            """
        }
        try await ledger.execute(insert(first))
        let error = await #expect(throws: DatabaseError.self) {
            try await ledger.execute(insert(second))
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }

    @Test func `one reference cannot belong to two orders`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()])
        try await ledger.attempt(try await ledger.order(0).id, .placed(.sample(1)))
        let second = try await ledger.begin(try await ledger.order(1).id)
        await expectFailure(.refused) {
            try await ledger.finishAttempt(
                second, with: PlacementAnswer(outcome: .placed(.sample(1))), at: .noon)
        }
        #expect(try await ledger.order(0).reference == .sample(1))
        #expect(try await ledger.order(1).state == .placing)
        #expect(try await ledger.order(1).reference == nil)
    }

    @Test func `one new eSIM cannot be delivered to two orders`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()])
        for index in 0...1 {
            try await ledger.attempt(
                try await ledger.order(index).id, .placed(.sample(index + 1)))
        }
        try await ledger.recordDelivery(
            try await ledger.order(0).id, [.sample(1)], total: nil, at: .noon)
        let second = try await ledger.order(1).id
        await expectFailure(.refused) {
            try await ledger.recordDelivery(second, [.sample(1)], total: nil, at: .noon)
        }
        #expect(try await ledger.order(1).state == .placed)
        #expect(try await ledger.order(1).esims.isEmpty)
    }

    @Test func `an eSIM that existed before may get any number of bundles`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([
            .sample(Bundles.britain, on: [.sample(1)]), .sample(Bundles.france, on: [.sample(1)]),
        ])
        let dealt = [DealtESIM.sample(1, existing: true)]
        for index in 0...1 {
            let order = try await ledger.order(index).id
            try await ledger.attempt(order, .placed(.sample(index + 1)))
            try await ledger.recordDelivery(order, dealt, total: nil, at: .noon)
        }
        #expect(try await ledger.read().orders.flatMap(\.orders).map(\.esims) == [dealt, dealt])
        #expect(
            try await ledger.read().orders.flatMap(\.orders).map(\.state) == [
                .assigned, .assigned,
            ])
    }

    @Test(arguments: [
        "UPDATE event SET detail = 'nothing happened'", "UPDATE event SET at = at + 1",
        "DELETE FROM event", "DELETE FROM event WHERE id = 1",
    ])
    func `history can be neither rewritten nor erased`(sql: String) async throws {
        let ledger = try SQLiteLedger.inMemory()
        let owner = try await ledger.admitSample().orders[0].id
        let before = try await ledger.events(of: owner)
        let error = await #expect(throws: DatabaseError.self) { try await ledger.execute(sql) }
        #expect(error?.message?.hasPrefix("history is not") == true)
        #expect(try await ledger.events(of: owner) == before)
    }

    @Test(arguments: [
        "UPDATE api_order SET state = 'bought'", "UPDATE api_order SET state = 'placed'",
        "UPDATE attempt SET outcome = 'perhaps'", "UPDATE line SET quantity = 0",
        "UPDATE api_order SET quoted_minor = 'two'", "DELETE FROM batch",
        "UPDATE esim SET existing = 2",
    ])
    func `a value that cannot be is refused by the tables themselves`(sql: String) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(), .sample()])
        try await ledger.attempt(try await ledger.order(0).id, .placed(.sample(1)))
        try await ledger.recordDelivery(
            try await ledger.order(0).id, [.sample(1)], total: nil, at: .noon)
        let error = await #expect(throws: DatabaseError.self) { try await ledger.execute(sql) }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }
}
