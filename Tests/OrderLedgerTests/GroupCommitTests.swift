// Concurrent writes: durable when they return, unharmed by each other, not lost to cancellation.

import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct GroupCommitTests {
    @Test func `two hundred concurrent writes are all durable`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await beginTwoHundred(path)
            let ledger = try SQLiteLedger(path: path)
            let states = try await ledger.read().orders.flatMap(\.orders).map(\.state)
            #expect(states == Array(repeating: .placing, count: 200))
            #expect(
                try await ledger.value("SELECT count(*) FROM attempt", as: Int.self) == 200)
        }
    }

    private func beginTwoHundred(_ path: String) async throws {
        let ledger = try SQLiteLedger(path: path)
        let batch = try await ledger.admitSample(Array(repeating: .sample(), count: 200))
        try await withThrowingTaskGroup(of: AttemptID.self) { group in
            for order in batch.orders.flatMap(\.orders) {
                group.addTask { try await ledger.begin(order.id) }
            }
            var attempts: Set<AttemptID> = []
            for try await attempt in group { attempts.insert(attempt) }
            #expect(attempts.count == 200)
        }
    }

    @Test func `a write is visible to others as soon as it returns`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let ledger = try SQLiteLedger(path: path)
            let batch = try await ledger.admitSample(Array(repeating: .sample(), count: 20))
            let reading = try #require(try SQLiteLedger.reading(path: path))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for owner in batch.orders {
                    group.addTask {
                        let order = try #require(owner.orders.first)
                        _ = try await ledger.begin(order.id)
                        let seen = try await reading.sheetOrder(owner.id).orders.first
                        #expect(seen?.state == .placing)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `bodies that fail do not harm the writes that share their commit`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let batch = try await ledger.admitSample(Array(repeating: .sample(), count: 60))
        let orders = batch.orders.flatMap(\.orders)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for (index, order) in orders.enumerated() {
                group.addTask {
                    if index.isMultiple(of: 3) {
                        // Refused by the body itself, after it has changed nothing.
                        await expectFailure(.refused) {
                            try await ledger.settle(
                                order.id, as: .notBought, reason: "", at: .noon)
                        }
                        return false
                    }
                    _ = try await ledger.begin(order.id)
                    return true
                }
            }
            var succeeded = 0
            for try await one in group where one { succeeded += 1 }
            #expect(succeeded == 40)
        }
        let states = try await ledger.read().orders.flatMap(\.orders).map(\.state)
        #expect(states.filter { $0 == .placing }.count == 40)
        #expect(states.filter { $0 == .ready }.count == 20)
    }

    @Test func `a body that fails half-way leaves nothing of itself behind`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        try await ledger.attempt(order.id, .placed(.sample()))
        let before = try await ledger.read()
        // The second eSIM is the first again: the rows before it are taken back.
        await expectFailure(.refused) {
            try await ledger.recordDelivery(
                order.id, [.sample(1), .sample(1)], total: nil, at: .noon)
        }
        #expect(try await ledger.read() == before)
        #expect(try await ledger.value("SELECT count(*) FROM esim", as: Int.self) == 0)
    }

    @Test func `a cancelled task's write still happens, and so does its reading`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let attempt = try await ledger.begin(order.id)
        let gate = Gate()
        try await withThrowingTaskGroup(of: OrderState.self) { group in
            group.addTask {
                await gate.pass()
                #expect(Task.isCancelled)
                try await ledger.finishAttempt(
                    attempt, with: PlacementAnswer(outcome: .placed(.sample())), at: .noon)
                return try await ledger.order().state
            }
            group.cancelAll()
            gate.open()
            for try await state in group { #expect(state == .placed) }
        }
        #expect(try await ledger.order().reference == .sample(1))
    }

    @Test func `after a storage error nothing is written any more`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders[0].orders.first)
        let pages = try #require(try await ledger.value("PRAGMA page_count", as: Int.self))
        try await ledger.database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let many = Admission.sample(
            Array(repeating: .sample(), count: 500), batch: "large")
        let first = await expectFailure(.storage) { try await ledger.admit(many, at: .noon) }
        try await ledger.database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        let second = await expectFailure(.storage) { _ = try await ledger.begin(order.id) }
        #expect(first == second)
        #expect(try await ledger.order().state == .ready)
        #expect(try await ledger.batch(.sample("large")) == nil)
    }
}
