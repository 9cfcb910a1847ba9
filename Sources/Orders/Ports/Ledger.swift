// The port to the ledger: the durable memory of every order, and the queue of what is to be bought.

/// The ledger. Each method is one transaction that is durable when the method returns; none is
/// undone or skipped because the calling task is cancelled. All throw `LedgerFailure`.
package protocol Ledger: Sendable {
    /// Binds the ledger to an account the first time, and refuses another's afterwards, one by
    /// another name or, once something was sent, with another currency, unless a person has said
    /// that it `isRenamed`.
    func claim(_ account: Account, isRenamed: Bool, at now: Timestamp) async throws

    /// Refuses another's account, and binds nothing.
    func require(_ account: Account, isRenamed: Bool) async throws

    /// A batch with all its orders; nil when the ledger has never seen it.
    func batch(_ name: BatchName) async throws -> RecordedBatch?

    /// One sheet order with all it holds.
    func sheetOrder(_ id: SheetOrderID) async throws -> RecordedSheetOrder

    /// The batches, newest first.
    func batches() async throws -> [BatchSummary]

    /// Orders of these names that other batches have bought, or may have, less those that were to
    /// be repeated when this batch was admitted.
    func boughtElsewhere(_ names: [OrderName], than batch: BatchName) async throws
        -> [OrderName: EarlierPurchase]

    /// Takes the plan of a sheet into the ledger.
    func admit(_ admission: Admission, at now: Timestamp) async throws

    /// Turns attempts that a dead process left as `placing` into `unconfirmed`, whose wait begins
    /// now. `skew` is how far the provider's clock is ahead of ours, if that is known.
    func recoverInterrupted(at now: Timestamp, skew: Duration?) async throws -> Int

    /// The batches that have an order in one of these states, oldest first. What left its sheet and
    /// is not bought does not count.
    func batches(withOrdersIn states: Set<OrderState>) async throws -> [BatchName]

    /// Whether an order that is not bought is to repeat what other batches have bought.
    func isAgreedRepeat(_ name: OrderName, in batch: BatchName) async throws -> Bool

    /// The batches that a run may have worked on which ended without saying how, or could not write
    /// it into their summaries, and was not noted as cut off, oldest first.
    func batchesWithoutEnd() async throws -> [BatchName]

    /// Notes of runs that were cut off, of one batch or of all, that the summaries of what they
    /// left are written: they count as ended.
    func noteCutOffRuns(of batch: BatchName?) async throws

    /// Records an attempt before its request is sent: `ready` → `placing`.
    func beginAttempt(_ order: OrderID, _ attempt: AttemptStart) async throws -> AttemptID

    /// Records what came of an attempt, with the raw answer. `inLine` is called as soon as nothing
    /// that is recorded later can be durable without it.
    func finishAttempt(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp,
        inLine: @Sendable () -> Void
    ) async throws

    /// Records the complete install data of an order: `placed` → `assigned`.
    func recordDelivery(_ order: OrderID, _ esims: [DealtESIM], total: Money?, at now: Timestamp)
        async throws

    /// Records that the provider failed an order it had accepted, or tells of it what cannot be, or
    /// that one it refused, or one that is asked for again after a refusal, may have been charged:
    /// `placed`, `refused` or `ready` → `failed`.
    func recordFailedLater(_ order: OrderID, reason: String, at now: Timestamp) async throws

    /// Records why an order still waits, for people to read; changes no state. `inVain`: its
    /// install data was waited for as long as was wanted, and the provider's answers had not all
    /// of it.
    func note(_ order: OrderID, reason: String, inVain: Bool, at now: Timestamp) async throws

    /// `assigned` → `published` for every API order of a sheet order.
    func recordPublished(_ order: SheetOrderID, at now: Timestamp) async throws

    /// `published` → `assigned`: the folder is gone or shows what is no longer so.
    func recordUnpublished(_ order: SheetOrderID, at now: Timestamp) async throws

    /// The attempts that a dead process left as `placing`, which recovering makes unconfirmed.
    func interruptedAttempts() async throws -> [UnconfirmedAttempt]

    /// How the order's last attempt ended; nil for none.
    func lastOutcome(of order: OrderID) async throws -> AttemptOutcome?

    /// Every unconfirmed attempt of the account.
    func unconfirmedAttempts() async throws -> [UnconfirmedAttempt]

    /// What the ledger knows that tells our orders from others'.
    func knowledge() async throws -> LedgerKnowledge

    /// Remembers orders that were listed before we sent anything: others'.
    func recordBaseline(_ baseline: Baseline, at now: Timestamp) async throws

    /// Remembers listed orders that are, or could be, an unconfirmed attempt's: another process may
    /// have to decide when they are listed no more.
    func noteLookalikes(_ references: Set<OrderReference>, of attempt: AttemptID) async throws

    /// All that were ever noted of an attempt, or shown to a person.
    func lookalikes(of attempt: AttemptID) async throws -> Set<OrderReference>

    /// Commits a verdict with its evidence. `wait` changes nothing. `shown` are the listed orders
    /// that a person is told of who has to decide.
    func decide(
        _ attempt: AttemptID, _ verdict: Verdict, shown: [OrderReference], at now: Timestamp
    ) async throws

    /// A person's decision on an unconfirmed order.
    func settle(_ order: OrderID, as settlement: Settlement, reason: String, at now: Timestamp)
        async throws

    /// The events of a sheet order in the order in which they happened.
    func events(of order: SheetOrderID) async throws -> [LedgerEvent]

    /// Replaces the quotes of orders that are ready.
    func requote(_ orders: [Admission.Requote]) async throws

    /// The bundles of some batches, with what is remembered of each; nil for one that nothing is
    /// remembered of.
    func bundles(in batches: [BatchName]) async throws -> [BundleName: BundleContents?]

    /// Remembers what a bundle holds, in place of what was remembered of it before.
    func remember(_ contents: BundleContents, of bundle: BundleName, at now: Timestamp) async throws

    /// The money of the last run that began before a moment and knew its opening balance; nil if
    /// there was none.
    func runMoney(before moment: Timestamp) async throws -> RunMoney?

    /// The run that sent the last request, if nobody has compared its books yet, or if they closed
    /// and it began since a moment.
    func earlierRun(since moment: Timestamp) async throws -> EarlierRun?

    /// Records how the books of such a run compare after all.
    func closeBooks(of run: RunID, balance: Money, close: Bool) async throws

    /// Opens the record of a run.
    func beginRun(_ run: RunStart) async throws -> RunID

    /// Closes it.
    func finishRun(_ id: RunID, _ end: RunEnd) async throws
}

extension Ledger {
    /// Records why an order still waits, for people to read.
    package func note(_ order: OrderID, reason: String, at now: Timestamp) async throws {
        try await note(order, reason: reason, inVain: false, at: now)
    }

    /// Records what came of an attempt, when nobody waits for its place in line.
    package func finishAttempt(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp
    ) async throws {
        try await finishAttempt(attempt, with: answer, at: now, inLine: {})
    }
}
