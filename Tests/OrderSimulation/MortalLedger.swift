// The real ledger as a process sees it that may die before and after each of its commits.

import Orders

/// Passes everything on to a real ledger, with a step of the process's life on both sides.
struct MortalLedger: Ledger {
    let base: any Ledger
    let life: Life
    /// Called between the record of an attempt and its request: the machine may stand still here.
    let stall: @Sendable () -> Void

    private func step<Value>(_ call: () async throws -> Value) async throws -> Value {
        try await life.step()
        let value = try await call()
        try await life.step()
        return value
    }

    func claim(account: String) async throws {
        try await step { try await base.claim(account: account) }
    }

    func batch(_ name: BatchName) async throws -> RecordedBatch? {
        try await step { try await base.batch(name) }
    }

    func sheetOrder(_ id: SheetOrderID) async throws -> RecordedSheetOrder {
        try await step { try await base.sheetOrder(id) }
    }

    func batches() async throws -> [BatchSummary] {
        try await step { try await base.batches() }
    }

    func boughtElsewhere(
        _ names: [OrderName], than batch: BatchName
    ) async throws -> [OrderName: EarlierPurchase] {
        try await step { try await base.boughtElsewhere(names, than: batch) }
    }

    func admit(_ admission: Admission, at now: Timestamp) async throws {
        try await step { try await base.admit(admission, at: now) }
    }

    func recoverInterrupted(at now: Timestamp) async throws -> Int {
        try await step { try await base.recoverInterrupted(at: now) }
    }

    func batches(withOrdersIn states: Set<OrderState>) async throws -> [BatchName] {
        try await step { try await base.batches(withOrdersIn: states) }
    }

    func beginAttempt(_ order: OrderID, _ attempt: AttemptStart) async throws -> AttemptID {
        let id = try await step { try await base.beginAttempt(order, attempt) }
        stall()
        return id
    }

    func finishAttempt(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp,
        inLine: @Sendable () -> Void
    ) async throws {
        try await step {
            try await base.finishAttempt(attempt, with: answer, at: now, inLine: inLine)
        }
    }

    func recordDelivery(
        _ order: OrderID, _ esims: [DealtESIM], total: Money?, at now: Timestamp
    ) async throws {
        try await step {
            try await base.recordDelivery(order, esims, total: total, at: now)
        }
    }

    func recordFailedLater(_ order: OrderID, reason: String, at now: Timestamp) async throws {
        try await step { try await base.recordFailedLater(order, reason: reason, at: now) }
    }

    func note(_ order: OrderID, reason: String, at now: Timestamp) async throws {
        try await step { try await base.note(order, reason: reason, at: now) }
    }

    func recordPublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await step { try await base.recordPublished(order, at: now) }
    }

    func recordUnpublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await step { try await base.recordUnpublished(order, at: now) }
    }

    func unconfirmedAttempts() async throws -> [UnconfirmedAttempt] {
        try await step { try await base.unconfirmedAttempts() }
    }

    func knowledge() async throws -> LedgerKnowledge {
        try await step { try await base.knowledge() }
    }

    func recordBaseline(_ references: [OrderReference], at now: Timestamp) async throws {
        try await step { try await base.recordBaseline(references, at: now) }
    }

    func decide(_ attempt: AttemptID, _ verdict: Verdict, at now: Timestamp) async throws {
        try await step { try await base.decide(attempt, verdict, at: now) }
    }

    func settle(
        _ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp
    ) async throws {
        try await step {
            try await base.settle(order, as: settlement, reason: reason, at: now)
        }
    }

    func events(of order: SheetOrderID) async throws -> [LedgerEvent] {
        try await step { try await base.events(of: order) }
    }

    func requote(_ orders: [Admission.Requote]) async throws {
        try await step { try await base.requote(orders) }
    }

    func beginRun(_ run: RunStart) async throws -> Int64 {
        try await step { try await base.beginRun(run) }
    }

    func finishRun(_ id: Int64, _ end: RunEnd) async throws {
        try await step { try await base.finishRun(id, end) }
    }
}
