// Runs batches through the domain's ports: the order of the steps is here, each step in `Stages`.

package import Logging
package import Orders

/// Takes order sheets to bought, published orders, and finishes what earlier runs left.
///
/// Its methods throw `APIFailure`, `LedgerFailure` and `PublishFailure`, and `CancellationError`
/// when the task was cancelled; whatever they throw, what was bought is in the ledger.
package struct BatchRunner: Sendable {
    let api: any OrderAPI
    let ledger: any Ledger
    let publisher: any OrderPublisher
    let time: any TimeSource
    let settings: BatchSettings
    let log: Logger
    /// Nil when eSIMs are not to be tagged.
    let tagging: Tagging?
    package let progress: Progress

    package init(
        api: any OrderAPI, ledger: any Ledger, publisher: any OrderPublisher,
        time: any TimeSource, settings: BatchSettings, log: Logger, tagging: Tagging? = nil
    ) {
        self.tagging = tagging
        self.api = api
        self.ledger = ledger
        self.publisher = publisher
        self.time = time
        self.settings = settings
        self.log = log
        progress = Progress()
    }

    /// Validates a sheet: what it would buy and cost, and whether the ledger can be trusted with
    /// it. Buys nothing and admits nothing.
    package func validate(
        _ sheet: OrderSheet, as batch: BatchName, findings: FindingLog
    ) async throws -> BatchReport {
        var draft = try await BatchDraft(sheet, as: batch, findings: findings, runner: self)
        if draft.findings.hasErrors { return draft.report(.invalid) }
        let (account, doubt, unanswered) = try await look(before: draft.fingerprints)
        let stopped = try await quoteAndCheck(&draft, account: account)
        // A folder that another ledger has filled would stop a run.
        if stopped == nil, doubt == nil { _ = try await admission(of: draft) }
        let needsAPerson = doubt != nil || (stopped == nil && draft.isDoubtful)
        var report = stopped ?? draft.report(.complete)
        // A run would be held back by it before it asks for prices.
        if needsAPerson { report.outcome = .worst(of: [report.outcome, .needsAPerson]) }
        if let doubt { report.notes.append(doubt) }
        report.balanceBefore = account.balance
        if draft.purchases.isEmpty { report.cost = .zero(account.balance.currency) }
        if unanswered > 0 {
            report.notes.append(
                "\(counted(unanswered, "purchase")) of earlier runs had no answer; a run looks up "
                    + "what became of them before it buys.")
        }
        return report
    }

    /// Buys and publishes what of the sheet is not bought yet.
    ///
    /// `confirm` is asked once, after everything is checked and before anything is bought; `false`
    /// ends the run with nothing bought. Where it is asked to, it then tags what is published.
    package func run(
        _ sheet: OrderSheet, as batch: BatchName, findings: FindingLog,
        confirm: (Preview) async -> Bool
    ) async throws -> BatchReport {
        let report = try await buy(sheet, as: batch, findings: findings, confirm: confirm)
        return try await tagged(report, batch)
    }

    private func buy(
        _ sheet: OrderSheet, as batch: BatchName, findings: FindingLog,
        confirm: (Preview) async -> Bool
    ) async throws -> BatchReport {
        var draft = try await BatchDraft(sheet, as: batch, findings: findings, runner: self)
        if draft.findings.hasErrors { return try await summarised(draft.report(.invalid), batch) }
        if draft.isFinished, await allPublished(draft) {
            return try await finishUnchanged(draft)
        }
        // Asked for while the account and the list are read; a wrong key stops all three.
        let items = draft.items
        async let early = quotes(of: items)
        var (round, hasMoved) = try await open(fingerprints: draft.fingerprints)
        if let held = round.brake.heldBack {
            // What is bought already is still finished.
            if try await ledger.batch(batch) != nil {
                try await publisher.prepare(batch)
                return try await work(
                    on: [batch], round: round, alreadyBought: draft.boughtOrders,
                    findings: draft.findings)
            }
            return draft.report(held.outcome, note: held.words)
        }
        // Reconciling may have moved orders of this batch: then look at it afresh.
        if hasMoved {
            draft = try await BatchDraft(sheet, as: batch, findings: findings, runner: self)
        }
        // Reconciling may have taken its time: then prices are asked for afresh.
        let isFresh = time.now() - round.startedAt < BatchLimits.quoteAge
        let quoted = isFresh ? try await early : [:]
        if let stopped = try await quoteAndCheck(&draft, account: round.account, quoted) {
            return try await summarised(stopped, batch)
        }
        if draft.purchases.isEmpty == false {
            guard await confirm(draft.preview(balance: round.account.balance, settings)) else {
                let declined = declined(draft, round.account)
                // Where nothing has happened, the summaries stay as the last run left them.
                return hasMoved ? try await summarised(declined, batch) : declined
            }
        }
        try await publisher.prepare(batch)
        let admission = try await admission(of: draft)
        // Interrupted until here, nothing was promised; from here on the batch is in the ledger.
        try Task.checkCancellation()
        try await ledger.admit(admission, at: time.now())
        round.id = try await ledger.beginRun(
            RunStart(
                command: .run, batch: batch, at: round.opening.askedAt,
                opening: round.account.balance))
        return try await work(
            on: [batch], round: round, alreadyBought: draft.boughtOrders,
            findings: draft.findings)
    }

    /// Work on admitted batches until nothing more can be done now, then close the books.
    func work(
        on batches: [BatchName], round: RunRound, alreadyBought: Set<SheetOrderID>,
        findings: FindingLog
    ) async throws -> BatchReport {
        do {
            try await recallBundles(of: batches, in: round)
            async let learned: Void = learnBundles(in: round)
            try await workThrough(batches, in: round)
            try await learned
            progress.update { $0.phase = .closing }
            var recorded = try await read(batches)
            try await renewFolders(of: recorded, in: round)
            let books = try await closeBooks(of: round, recorded)
            if try await doubtRefusals(in: recorded, round, books) {
                recorded = try await read(batches)
            }
            let report = try await report(
                on: recorded, round: round, books: books, alreadyBought: alreadyBought,
                findings: findings)
            try await finish(round, report)
            return report
        } catch  where isInterruption(error) {
            // Reading the ledger and writing the summary go on in a cancelled task.
            let report = try await report(
                on: try await read(batches), round: round, books: .unknown,
                alreadyBought: alreadyBought,
                findings: findings, interrupted: true)
            try await finish(round, report)
            return report
        }
    }

    func read(_ names: [BatchName]) async throws -> [RecordedBatch] {
        var batches: [RecordedBatch] = []
        for name in names {
            if let batch = try await ledger.batch(name) { batches.append(batch) }
        }
        return batches
    }

    private func finish(_ round: RunRound, _ report: BatchReport) async throws {
        guard let id = round.id else { return }
        try await ledger.finishRun(
            id,
            RunEnd(
                at: time.now(), closing: report.balanceAfter,
                outcome: report.isSummarised ? report.outcome.word : nil,
                booksClose: report.booksClose))
    }

    /// Renders the summaries of a batch again whose sheet is not bought now: how that run ended and
    /// why, over the sheet's orders and what else money was spent on. Of a sheet with errors nobody
    /// can tell which of its lines are whose: then it is over the orders of the one that was
    /// admitted last. A batch that the ledger does not hold has no folder.
    private func summarised(_ report: BatchReport, _ batch: BatchName) async throws -> BatchReport {
        guard let recorded = try await ledger.batch(batch) else { return report }
        var shown = report
        if report.findings.hasErrors {
            shown.orders = recorded.reports
            if let refused = report.sheet, refused != recorded.sheet {
                shown.sheet = recorded.sheet
                shown.notes.insert(
                    "This is what was admitted before. The newest sheet was not taken: "
                        + "\(refused.name), \(counted(refused.lines, "line")), SHA-256 "
                        + "\(refused.sha256).", at: 0)
            }
        } else {
            let folders = Set(report.orders.compactMap(\.folder))
            shown.orders += recorded.orders.filter(\.isUnfinished)
                .map { BatchReport.OrderReport($0, in: batch) }
                .filter { !folders.contains($0.folder ?? "") }
            shown.orders.sort { ($0.lines.first?.line ?? 0) < ($1.lines.first?.line ?? 0) }
        }
        do {
            try await publisher.prepare(batch)
            try await publisher.summarise(shown, of: recorded)
        } catch let failure as PublishFailure {
            log.warning("the summary is not refreshed: \(failure.description)")
        }
        return report
    }

    /// A person was asked and said no.
    private func declined(_ draft: BatchDraft, _ account: Account) -> BatchReport {
        var report = draft.report(.interrupted(signal: 2))
        let cost = report.cost.map { " It would have cost \($0)." } ?? ""
        report.isDeclined = true
        report.notes = ["You answered no: nothing was bought.\(cost)"]
        if draft.recordedOrders.contains(where: \.isUnfinished) {
            report.notes.append(
                "What earlier runs have bought is not finished: \(resumeCommand(draft.batch)) "
                    + "finishes it.")
        }
        report.cost = .zero(account.balance.currency)
        (report.balanceBefore, report.balanceAfter) = (account.balance, account.balance)
        return report
    }

    private func allPublished(_ draft: BatchDraft) async -> Bool {
        for order in draft.recordedOrders {
            guard await publisher.isPublished(order, in: draft.batch) else { return false }
        }
        return true
    }

    /// A rerun of a sheet of which everything is bought and published: renders what carries other
    /// words now, and needs no network.
    private func finishUnchanged(_ draft: BatchDraft) async throws -> BatchReport {
        try await publisher.prepare(draft.batch)
        try await ledger.admit(draft.admission(), at: time.now())
        let book = BundleBook()
        book.recall(try await ledger.bundles(in: [draft.batch]))
        guard let admitted = try await ledger.batch(draft.batch) else {
            preconditionFailure("a finished batch is in the ledger")
        }
        let renewed = admitted.publishables(in: .assigned, book)
        try await forEachConcurrently(
            renewed + outdated(in: admitted, book), limit: BatchLimits.foldersRenewed
        ) { try await publish($0) }
        let recorded = try await ledger.batch(draft.batch) ?? admitted
        var report = BatchReport(
            outcome: .nothingToDo, batch: draft.batch, sheet: recorded.sheet)
        report.orders = recorded.reports
        report.findings = draft.findings
        report.alreadyBought = report.orders.count
        report.boughtAt = recorded.orders.flatMap(\.orders).compactMap(\.placedAt).max()
        if let currency = recorded.orders.first?.orders.first?.cost.currency {
            report.cost = .zero(currency)
        }
        report.notes += openBooks(of: [recorded])
        try await publisher.summarise(report, of: recorded)
        return report
    }
}

/// Whether an error only says that the task was cancelled.
package func isInterruption(_ error: any Error) -> Bool {
    error is CancellationError || (error as? APIFailure)?.kind == .cancelled
        || (error as? BatchFailure).map { isInterruption($0.cause) } ?? false
}

extension RecordedBatch {
    /// The orders of the newest sheet, in its order, and those that left it with money spent on
    /// them and no folder: they are nobody's otherwise.
    var reports: [BatchReport.OrderReport] {
        orders.filter { $0.isInSheet || $0.isStranded }
            .map { BatchReport.OrderReport($0, in: name) }
            .sorted { ($0.lines.first?.line ?? 0) < ($1.lines.first?.line ?? 0) }
    }
}

extension RecordedSheetOrder {
    /// All of it is surely bought.
    var isBought: Bool { orders.allSatisfy(\.state.isBought) }

    /// Bought in part or perhaps, and not published.
    var isUnfinished: Bool { mayBeBought && !isPublished }

    /// Unfinished, and no longer in the sheet.
    var isStranded: Bool { !isInSheet && isUnfinished }
}
