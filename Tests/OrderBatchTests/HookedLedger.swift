// A ledger with a hook before and after every call: where a test lets time pass, or a process die.

import Orders
import Synchronization

/// Passes everything on to a real ledger, and tells its hook of every step.
final class HookedLedger: Ledger {
    struct Step: Sendable {
        enum Moment: Sendable { case before, after }

        let name: String
        /// Among the calls of this name, from 1.
        let number: Int
        let moment: Moment
    }

    private let base: any Ledger
    private let hook: @Sendable (Step) throws -> Void
    private let counts = Mutex<[String: Int]>([:])

    init(_ base: any Ledger, hook: @escaping @Sendable (Step) throws -> Void) {
        self.base = base
        self.hook = hook
    }

    private func step<Value>(
        _ name: String = #function, _ call: () async throws -> Value
    ) async throws -> Value {
        let name = String(name.prefix { $0 != "(" })
        let number = counts.withLock { counts in
            counts[name, default: 0] += 1
            return counts[name] ?? 0
        }
        try hook(Step(name: name, number: number, moment: .before))
        let value = try await call()
        try hook(Step(name: name, number: number, moment: .after))
        return value
    }

    func claim(_ account: Account, isRenamed: Bool) async throws {
        try await step { try await base.claim(account, isRenamed: isRenamed) }
    }

    func require(_ account: Account, isRenamed: Bool) async throws {
        try await base.require(account, isRenamed: isRenamed)
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

    func requote(_ orders: [Admission.Requote]) async throws {
        try await step { try await base.requote(orders) }
    }

    func recoverInterrupted(at now: Timestamp, skew: Duration?) async throws -> Int {
        try await step { try await base.recoverInterrupted(at: now, skew: skew) }
    }

    func batches(withOrdersIn states: Set<OrderState>) async throws -> [BatchName] {
        try await step { try await base.batches(withOrdersIn: states) }
    }

    func beginAttempt(_ order: OrderID, _ attempt: AttemptStart) async throws -> AttemptID {
        try await step { try await base.beginAttempt(order, attempt) }
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
        try await step { try await base.recordDelivery(order, esims, total: total, at: now) }
    }

    func recordFailedLater(_ order: OrderID, reason: String, at now: Timestamp) async throws {
        try await step { try await base.recordFailedLater(order, reason: reason, at: now) }
    }

    func isAgreedRepeat(_ name: OrderName, in batch: BatchName) async throws -> Bool {
        try await step { try await base.isAgreedRepeat(name, in: batch) }
    }

    func noteCutOffRuns(of batch: BatchName?) async throws {
        try await step { try await base.noteCutOffRuns(of: batch) }
    }

    func batchesWithoutEnd() async throws -> [BatchName] {
        try await step { try await base.batchesWithoutEnd() }
    }

    func note(_ order: OrderID, reason: String, inVain: Bool, at now: Timestamp) async throws {
        try await step { try await base.note(order, reason: reason, inVain: inVain, at: now) }
    }

    func recordPublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await step { try await base.recordPublished(order, at: now) }
    }

    func recordUnpublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await step { try await base.recordUnpublished(order, at: now) }
    }

    func interruptedAttempts() async throws -> [UnconfirmedAttempt] {
        try await base.interruptedAttempts()
    }

    func unconfirmedAttempts() async throws -> [UnconfirmedAttempt] {
        try await step { try await base.unconfirmedAttempts() }
    }

    func knowledge() async throws -> LedgerKnowledge {
        try await step { try await base.knowledge() }
    }

    func recordBaseline(_ baseline: Baseline, at now: Timestamp) async throws {
        try await step { try await base.recordBaseline(baseline, at: now) }
    }

    func noteLookalikes(
        _ references: Set<OrderReference>, of attempt: AttemptID
    ) async throws {
        try await step { try await base.noteLookalikes(references, of: attempt) }
    }

    func lookalikes(of attempt: AttemptID) async throws -> Set<OrderReference> {
        try await step { try await base.lookalikes(of: attempt) }
    }

    func decide(
        _ attempt: AttemptID, _ verdict: Verdict, shown: [OrderReference], at now: Timestamp
    ) async throws {
        try await step { try await base.decide(attempt, verdict, shown: shown, at: now) }
    }

    func settle(
        _ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp
    ) async throws {
        try await step { try await base.settle(order, as: settlement, reason: reason, at: now) }
    }

    func events(of order: SheetOrderID) async throws -> [LedgerEvent] {
        try await step { try await base.events(of: order) }
    }

    func bundles(in batches: [BatchName]) async throws -> [BundleName: BundleContents?] {
        try await step { try await base.bundles(in: batches) }
    }

    func remember(
        _ contents: BundleContents, of bundle: BundleName, at now: Timestamp
    ) async throws {
        try await step { try await base.remember(contents, of: bundle, at: now) }
    }

    func beginRun(_ run: RunStart) async throws -> RunID {
        try await step { try await base.beginRun(run) }
    }

    func runMoney(before moment: Timestamp) async throws -> RunMoney? {
        try await step { try await base.runMoney(before: moment) }
    }

    func earlierRun(since moment: Timestamp) async throws -> EarlierRun? {
        try await step { try await base.earlierRun(since: moment) }
    }

    func closeBooks(of run: RunID, balance: Money, close: Bool) async throws {
        try await step { try await base.closeBooks(of: run, balance: balance, close: close) }
    }

    func finishRun(_ id: RunID, _ end: RunEnd) async throws {
        try await step { try await base.finishRun(id, end) }
    }
}
