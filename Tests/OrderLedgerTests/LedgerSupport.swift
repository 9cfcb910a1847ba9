// Short ways to bring a ledger into a state, and to look underneath it.

import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

extension Timestamp {
    static let noon = Timestamp(year: 2026, month: 2, day: 3, hour: 12)
}

extension SQLiteLedger {
    /// Admits one named order per planned API order and reads the batch back.
    @discardableResult
    func admitSample(
        _ planned: [PlannedOrder] = [.sample()], batch: String = "fleet", names: [String]? = nil,
        at now: Timestamp = .noon
    ) async throws -> RecordedBatch {
        try await admit(.sample(planned, batch: batch, names: names), at: now)
        return try await read(batch)
    }

    func read(_ batch: String = "fleet") async throws -> RecordedBatch {
        try #require(try await self.batch(.sample(batch)))
    }

    /// The only API order of the batch's sheet order of that index.
    func order(_ index: Int = 0, batch: String = "fleet") async throws -> RecordedOrder {
        try #require(try await read(batch).orders[index].orders.first)
    }

    func begin(_ order: OrderID, at now: Timestamp = .noon) async throws -> AttemptID {
        try await beginAttempt(
            order,
            AttemptStart(
                AttemptTimes(startedAt: now, deadline: now + .seconds(122)), expected: .usd(228)))
    }

    /// Records an attempt and its outcome.
    @discardableResult
    func attempt(
        _ order: OrderID, _ outcome: PlacementOutcome, at now: Timestamp = .noon
    ) async throws -> AttemptID {
        let attempt = try await begin(order, at: now)
        try await finishAttempt(attempt, with: PlacementAnswer(outcome: outcome), at: now)
        return attempt
    }

    /// One value of the first row.
    func value<Value: DatabaseValueConvertible & Sendable>(
        _ sql: String, as type: Value.Type = Value.self
    ) async throws -> Value? {
        try await database.read { try Value.fetchOne($0, sql: sql) }
    }

    /// The first row. Rows do not cross tasks, so this waits where it is called.
    func row(_ sql: String) throws -> Row? {
        try database.read { try Row.fetchOne($0, sql: sql) }
    }

    func execute(_ sql: String) async throws {
        try await database.write { try $0.execute(sql: sql) }
    }
}

/// Expects a ledger's failure of one kind, and gives it.
@discardableResult
func expectFailure(
    _ kind: LedgerFailure.Kind, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async -> LedgerFailure? {
    let failure = await #expect(throws: LedgerFailure.self, sourceLocation: sourceLocation) {
        try await body()
    }
    #expect(failure?.kind == kind, sourceLocation: sourceLocation)
    return failure
}

extension SQLiteLedger {
    /// A verdict of which a person is shown nothing.
    func decide(_ attempt: AttemptID, _ verdict: Verdict, at now: Timestamp) async throws {
        try await decide(attempt, verdict, shown: [], at: now)
    }
}
