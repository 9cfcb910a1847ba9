// Gives unused bundles back: plans first, asks, records every intent before its request.

package import Logging
package import Orders
import Synchronization

/// Revokes the bundles of orders. Like buying it records before it acts: whatever dies and
/// whenever, the next call looks up what is not known before it sends anything.
///
/// Its methods throw `APIFailure`, `LedgerFailure` and `CancellationError`.
package struct Revoker: Sendable {
    let account: any OrderAPI
    let api: any BundleRevocation
    let ledger: any Ledger
    let revocations: any RevocationLedger
    let publisher: any OrderPublisher
    let time: any TimeSource
    let log: Logger

    package init(
        account: any OrderAPI, api: any BundleRevocation, ledger: any Ledger,
        revocations: any RevocationLedger, publisher: any OrderPublisher, time: any TimeSource,
        log: Logger
    ) {
        self.revocations = revocations
        self.account = account
        self.api = api
        self.ledger = ledger
        self.publisher = publisher
        self.time = time
        self.log = log
    }

    /// Revokes what is unused of these orders of one batch. `confirm` is asked once, with the plan,
    /// before the first request; `false` ends with nothing done.
    package func revoke(
        _ ids: [SheetOrderID], of batch: BatchName,
        confirm: (RevocationReport) async -> Bool
    ) async throws -> RevocationReport {
        let opening = try await account.account()
        try await ledger.claim(opening, isRenamed: false, at: time.now())
        try await revocations.recoverRevocations(at: time.now())
        for id in ids { try await lookUpEarlier(try await ledger.sheetOrder(id)) }
        let owners = try await read(ids)
        var report = RevocationReport(
            batch: batch, rows: try await plan(owners), balanceBefore: opening.balance)
        try await noteDoneElsewhere(report.rows)
        report.notes = owners.compactMap { $0.withoutESIMs(in: batch) }
        report.withoutESIMs = owners.flatMap(\.purchasesWithoutESIMs).map {
            $0.state.isBought ? .pending : .needsAPerson
        }
        guard report.rows.contains(where: \.isPlanned) else {
            try await finish(&report, ids)
            return report
        }
        guard await confirm(report) else {
            report.isDeclined = true
            return report
        }
        do {
            // eSIMs of which something stays that was to go.
            var staying: Set<ICCID> = []
            for index in report.rows.indices where report.rows[index].isPlanned {
                try Task.checkCancellation()
                if staying.contains(report.rows[index].plan.iccid) {
                    report.rows[index].plan = report.rows[index].plan.staying
                }
                let plan = report.rows[index].plan
                if try await carryOut(plan) == false { staying.insert(plan.iccid) }
            }
        } catch  where isInterruption(error) {
            report.isInterrupted = true
        }
        try await finish(&report, ids)
        return report
    }

    /// What was taken off in the provider's portal or by another tool: an eSIM that is gone may
    /// come anew with another order, which is kept from nobody then.
    private func noteDoneElsewhere(_ rows: [RevocationRow]) async throws {
        for row in rows {
            guard case .doneElsewhere(let target, let leaves) = row.plan.step else { continue }
            try await revocations.noteRevoked(
                row.plan, as: target, leaves: leaves,
                words: "the provider shows the bundle as revoked", at: time.now())
        }
    }

    private func read(_ ids: [SheetOrderID]) async throws -> [RecordedSheetOrder] {
        var owners: [RecordedSheetOrder] = []
        for id in ids { owners.append(try await ledger.sheetOrder(id)) }
        return owners
    }

    /// What would become of each eSIM, with the provider's own answer in validate mode.
    private func plan(_ owners: [RecordedSheetOrder]) async throws -> [RevocationRow] {
        let iccids = Set(owners.flatMap(\.orders).flatMap(\.esims).map(\.esim.iccid))
        let held = Mutex<[ICCID: ESIMHoldings]>([:])
        try await forEachConcurrently(iccids.sorted(), limit: BatchLimits.holdingsAtOnce) {
            iccid in
            let holdings = try await confirmedHoldings(of: iccid)
            held.withLock { $0[iccid] = holdings }
        }
        let holdings = held.withLock { $0 }
        let rows = owners.planRevocations(holdings).map { row in
            RevocationRow(order: row.order.title, plan: row.plan)
        }
        let asked = Mutex(rows)
        try await forEachConcurrently(
            rows.indices.filter { rows[$0].isPlanned }, limit: BatchLimits.holdingsAtOnce
        ) { index in
            let plan = try await ask(rows[index].plan)
            asked.withLock { $0[index] = RevocationRow(order: rows[index].order, plan: plan) }
        }
        return asked.withLock { $0 }
    }

    private func ask(_ plan: PlannedRevocation) async throws -> PlannedRevocation {
        guard case .revoke(let target, _) = plan.step else { return plan }
        var plan = plan
        do {
            plan.words = try await api.previewRevocation(target)
        } catch let failure as APIFailure where failure.kind == .rejected {
            plan.step = .keep(reason: "the provider would refuse: \(failure.cause)")
        }
        return plan
    }

    /// Records the intent, sends the request, records the answer, and looks where there is none.
    /// Returns whether the bundle is surely off.
    private func carryOut(_ plan: PlannedRevocation) async throws -> Bool {
        guard case .revoke(let target, let leaves) = plan.step else { return false }
        for attempt in 1...BatchLimits.revocationTries {
            try await account.awaitTurn()
            let (id, outcome) = try await shielded {
                let id = try await revocations.beginRevocation(
                    plan, of: target, leaves: leaves, at: time.now())
                let outcome = await sendAtOnce(target, since: time.uptime())
                let (event, words) = outcome.event
                try await revocations.recordRevocation(id, event, words: words, at: time.now())
                return (id, outcome)
            }
            switch outcome {
            case .revoked:
                return true
            case .refused:
                return false
            case .unconfirmed:
                return try await lookUp(
                    id, target.iccid, target.assignment, leaves: leaves)
            case .notSent where attempt < BatchLimits.revocationTries:
                try await time.sleep(for: BatchLimits.firstRetry * attempt)
            case .notSent:
                return false
            }
        }
        return false
    }

    /// A process that was stopped between the record and the request must not send it hours later.
    private func sendAtOnce(
        _ target: RevocationTarget, since recorded: Duration
    ) async -> RevocationOutcome {
        guard time.uptime() - recorded <= Limits.attemptAge else {
            return .notSent(reason: "the process was held up before it was sent")
        }
        return await api.revoke(target)
    }

    /// What is on an eSIM; nil when it is not the account's any more. That is believed when it is
    /// said twice: something between us and the provider may say so in passing.
    private func confirmedHoldings(of iccid: ICCID) async throws -> ESIMHoldings? {
        if let holdings = try await api.holdings(of: iccid) { return holdings }
        try await time.sleep(for: BatchLimits.revocationLookInterval)
        return try await api.holdings(of: iccid)
    }

    /// Looks at the eSIM until it shows what became of a revocation, or that nothing did. Returns
    /// whether it shows that the bundle is off.
    @discardableResult
    private func lookUp(
        _ id: RevocationID, _ iccid: ICCID, _ assignment: AssignmentID, leaves: Bool
    ) async throws -> Bool {
        for look in 1...BatchLimits.revocationLooks {
            if look > 1 { try await time.sleep(for: BatchLimits.revocationLookInterval) }
            let holdings: ESIMHoldings?
            do {
                holdings = try await confirmedHoldings(of: iccid)
            } catch let failure as APIFailure where failure.kind != .cancelled {
                log.warning("\(failure.description)")
                return false
            }
            switch RevocationVerdict(holdings, assignment, leaves: leaves) {
            case .revoked(let words):
                try await revocations.recordRevocation(
                    id, .foundRevoked, words: words, at: time.now())
                return true
            case .applied where look == BatchLimits.revocationLooks:
                try await revocations.recordRevocation(
                    id, .foundApplied, words: "the bundle is still on the eSIM", at: time.now())
            case .applied: continue
            case .unknown: return false
            }
        }
        return false
    }

    /// What earlier calls left: the unknown is looked up, and what did nothing may have happened
    /// since.
    private func lookUpEarlier(_ owner: RecordedSheetOrder) async throws {
        for revocation in owner.orders.flatMap(\.revocations) {
            switch revocation.state {
            case .unconfirmed, .sending:
                try await lookUp(
                    revocation.id, revocation.iccid, revocation.assignment,
                    leaves: revocation.leaves)
            case .open, .refused:
                let holdings = try await confirmedHoldings(of: revocation.iccid)
                let verdict = RevocationVerdict(
                    holdings, revocation.assignment,
                    leaves: revocation.leaves && revocation.state == .open)
                guard case .revoked(let words) = verdict else { continue }
                try await revocations.recordRevocation(
                    revocation.id, .foundRevoked, words: words, at: time.now())
            case .revoked: continue
            }
        }
    }

    /// Fills the results in from the ledger, renders the folders again, and reads the balance.
    private func finish(
        _ report: inout RevocationReport, _ ids: [SheetOrderID]
    ) async throws {
        let owners = try await read(ids)
        let parts = Dictionary(
            uniqueKeysWithValues: owners.flatMap(\.orders).map { ($0.id, $0) })
        for index in report.rows.indices {
            let plan = report.rows[index].plan
            let recorded = parts[plan.order]?.revocation(of: plan.iccid, line: plan.line)
            report.rows[index].result = Self.result(plan, recorded)
        }
        let known = try await ledger.bundles(in: [report.batch]).compactMapValues { $0 }
        let recorded = try await ledger.batch(report.batch)
        let columns = recorded?.carriedColumns ?? []
        for owner in owners where owner.isGivenBack {
            do {
                try await publisher.publish(
                    PublishableOrder(
                        batch: report.batch, order: owner, archives: [:], bundles: known,
                        columns: columns))
            } catch let failure as PublishFailure {
                report.add(failure)
            }
        }
        // A page that still asks something of a person stays as the run left it.
        if let batch = recorded, BatchReport(of: batch).outcome == .complete,
            batch.lastPurchase?.outcome != RunOutcome.needsAPerson.word
        {
            do {
                try await publisher.showPage(BatchReport(of: batch), of: batch)
            } catch let failure as PublishFailure {
                report.add(failure)
            }
        }
        guard report.rows.contains(where: { $0.result == .revoked }), !report.isInterrupted else {
            return
        }
        report.balanceAfter = try? await account.account().balance
    }

    private static func result(
        _ plan: PlannedRevocation, _ recorded: RecordedRevocation?
    ) -> RevocationRow.Result {
        switch (plan.step, recorded?.state) {
        case (.done, _), (.doneElsewhere, _): .alreadyRevoked
        case (.revoke, .revoked): .revoked
        case (.revoke, .refused): .refused(reason: recorded?.words ?? "")
        case (_, .unconfirmed), (_, .sending): .unknown(reason: recorded?.words ?? "")
        case (.revoke, .open): .notDone(reason: recorded?.words ?? "")
        case (.revoke, nil): .notDone(reason: "it was not reached")
        case (.keep(let reason), _): .kept(reason: reason)
        }
    }
}

extension RecordedSheetOrder {
    /// Published, and something of it given back: its folder says so.
    fileprivate var isGivenBack: Bool {
        isPublished && orders.contains { $0.revocations.contains { $0.state == .revoked } }
    }

    fileprivate var purchasesWithoutESIMs: [RecordedOrder] {
        orders.filter { $0.esims.isEmpty && $0.state.mayBeBought }
    }

    /// A sentence about purchases of which no eSIM is known; nil when there are none.
    fileprivate func withoutESIMs(in batch: BatchName) -> String? {
        let open = purchasesWithoutESIMs
        guard !open.isEmpty else { return nil }
        let count = open.flatMap(\.planned.items).reduce(0) { $0 + $1.quantity }
        return
            "\(title): \(counted(count, "eSIM")) bought, or maybe bought, and not known yet, so "
            + "not revoked. Run \(resumeCommand(batch)) first."
    }
}
