// A ledger that tells of every moment before and after its transactions.

package import Orders

/// Passes everything on to another ledger, between the two moments of each step.
package struct SteppedLedger: Ledger {
    private let base: any Ledger
    private let observe: StepObserver

    package init(_ base: any Ledger, observe: @escaping StepObserver) {
        self.base = base
        self.observe = observe
    }

    package func claim(
        _ account: Account, isRenamed: Bool, at now: Timestamp
    ) async throws {
        try await observed(.claim, by: observe) {
            try await base.claim(account, isRenamed: isRenamed, at: now)
        }
    }

    package func require(_ account: Account, isRenamed: Bool) async throws {
        try await base.require(account, isRenamed: isRenamed)
    }

    package func batch(_ name: BatchName) async throws -> RecordedBatch? {
        try await observed(.readBatch, by: observe) { try await base.batch(name) }
    }

    package func sheetOrder(_ id: SheetOrderID) async throws -> RecordedSheetOrder {
        try await observed(.readOrder, by: observe) { try await base.sheetOrder(id) }
    }

    package func batches() async throws -> [BatchSummary] {
        try await observed(.readBatches, by: observe) { try await base.batches() }
    }

    package func boughtElsewhere(
        _ names: [OrderName], than batch: BatchName
    ) async throws -> [OrderName: EarlierPurchase] {
        try await observed(.readBatches, by: observe) {
            try await base.boughtElsewhere(names, than: batch)
        }
    }

    package func admit(_ admission: Admission, at now: Timestamp) async throws {
        try await observed(.admit, by: observe) { try await base.admit(admission, at: now) }
    }

    package func recoverInterrupted(at now: Timestamp, skew: Duration?) async throws -> Int {
        try await observed(.recover, by: observe) {
            try await base.recoverInterrupted(at: now, skew: skew)
        }
    }

    package func batches(withOrdersIn states: Set<OrderState>) async throws -> [BatchName] {
        try await observed(.readBatches, by: observe) {
            try await base.batches(withOrdersIn: states)
        }
    }

    package func beginAttempt(_ order: OrderID, _ attempt: AttemptStart) async throws -> AttemptID {
        try await observed(.beginAttempt, by: observe) {
            try await base.beginAttempt(order, attempt)
        }
    }

    package func finishAttempt(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp,
        inLine: @Sendable () -> Void
    ) async throws {
        try await observed(.finishAttempt, by: observe) {
            try await base.finishAttempt(attempt, with: answer, at: now, inLine: inLine)
        }
    }

    package func recordDelivery(
        _ order: OrderID, _ esims: [DealtESIM], total: Money?, at now: Timestamp
    ) async throws {
        try await observed(.recordDelivery, by: observe) {
            try await base.recordDelivery(order, esims, total: total, at: now)
        }
    }

    package func recordFailedLater(_ order: OrderID, reason: String, at now: Timestamp) async throws
    {
        try await observed(.recordFailedLater, by: observe) {
            try await base.recordFailedLater(order, reason: reason, at: now)
        }
    }

    package func isAgreedRepeat(_ name: OrderName, in batch: BatchName) async throws -> Bool {
        try await observed(.readBatches, by: observe) {
            try await base.isAgreedRepeat(name, in: batch)
        }
    }

    package func noteCutOffRuns(of batch: BatchName?) async throws {
        try await observed(.finishRun, by: observe) { try await base.noteCutOffRuns(of: batch) }
    }

    package func batchesWithoutEnd() async throws -> [BatchName] {
        try await observed(.readBatches, by: observe) { try await base.batchesWithoutEnd() }
    }

    package func note(
        _ order: OrderID, reason: String, inVain: Bool, at now: Timestamp
    ) async throws {
        try await observed(.note, by: observe) {
            try await base.note(order, reason: reason, inVain: inVain, at: now)
        }
    }

    package func recordPublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await observed(.recordPublished, by: observe) {
            try await base.recordPublished(order, at: now)
        }
    }

    package func recordUnpublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await observed(.recordUnpublished, by: observe) {
            try await base.recordUnpublished(order, at: now)
        }
    }

    package func interruptedAttempts() async throws -> [UnconfirmedAttempt] {
        try await base.interruptedAttempts()
    }

    package func lastOutcome(of order: OrderID) async throws -> AttemptOutcome? {
        try await base.lastOutcome(of: order)
    }

    package func unconfirmedAttempts() async throws -> [UnconfirmedAttempt] {
        try await observed(.readUnconfirmed, by: observe) { try await base.unconfirmedAttempts() }
    }

    package func knowledge() async throws -> LedgerKnowledge {
        try await observed(.readKnowledge, by: observe) { try await base.knowledge() }
    }

    package func recordBaseline(_ baseline: Baseline, at now: Timestamp) async throws {
        try await observed(.recordBaseline, by: observe) {
            try await base.recordBaseline(baseline, at: now)
        }
    }

    package func noteLookalikes(
        _ references: Set<OrderReference>, of attempt: AttemptID
    ) async throws {
        try await observed(.noteLookalikes, by: observe) {
            try await base.noteLookalikes(references, of: attempt)
        }
    }

    package func lookalikes(of attempt: AttemptID) async throws -> Set<OrderReference> {
        try await base.lookalikes(of: attempt)
    }

    package func decide(
        _ attempt: AttemptID, _ verdict: Verdict, shown: [OrderReference], at now: Timestamp
    ) async throws {
        try await observed(.decide, by: observe) {
            try await base.decide(attempt, verdict, shown: shown, at: now)
        }
    }

    package func settle(
        _ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp
    ) async throws {
        try await observed(.settle, by: observe) {
            try await base.settle(order, as: settlement, reason: reason, at: now)
        }
    }

    package func events(of order: SheetOrderID) async throws -> [LedgerEvent] {
        try await observed(.readEvents, by: observe) { try await base.events(of: order) }
    }

    package func requote(_ orders: [Admission.Requote]) async throws {
        try await observed(.requote, by: observe) { try await base.requote(orders) }
    }

    package func bundles(in batches: [BatchName]) async throws -> [BundleName: BundleContents?] {
        try await observed(.readBundles, by: observe) { try await base.bundles(in: batches) }
    }

    package func remember(
        _ contents: BundleContents, of bundle: BundleName, at now: Timestamp
    ) async throws {
        try await observed(.rememberBundle, by: observe) {
            try await base.remember(contents, of: bundle, at: now)
        }
    }

    package func beginRun(_ run: RunStart) async throws -> RunID {
        try await observed(.beginRun, by: observe) { try await base.beginRun(run) }
    }

    package func runMoney(before moment: Timestamp) async throws -> RunMoney? {
        try await base.runMoney(before: moment)
    }

    package func earlierRun(since moment: Timestamp) async throws -> EarlierRun? {
        try await base.earlierRun(since: moment)
    }

    package func closeBooks(of run: RunID, balance: Money, close: Bool) async throws {
        try await observed(.closeBooks, by: observe) {
            try await base.closeBooks(of: run, balance: balance, close: close)
        }
    }

    package func finishRun(_ id: RunID, _ end: RunEnd) async throws {
        try await observed(.finishRun, by: observe) { try await base.finishRun(id, end) }
    }
}
