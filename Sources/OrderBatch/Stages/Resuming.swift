// Finishes what earlier runs left, without a sheet.

package import Orders

extension BatchRunner {
    /// Reconciles and finishes what earlier runs left, of one batch or of all. Buys only what was
    /// admitted. Of a batch that is named, folders that a person has removed are rendered again.
    /// Where it is asked to, it then tags what is published and not tagged.
    package func resume(_ only: BatchName?) async throws -> BatchReport {
        try await tagged(try await finishBatches(only), only)
    }

    private func finishBatches(_ only: BatchName?) async throws -> BatchReport {
        // Of all batches nobody wants back what was handed out and cleared away long ago.
        if let only, try await batchWithFolders(only) == nil {
            let near = nearest(to: only.text, among: try await ledger.batches().map(\.name.text))
            throw LedgerFailure(
                .refused, attempting: "resuming", cause: "the ledger has no batch \"\(only)\"",
                hint: near.map { "did you mean \($0)?" } ?? "esimbatch status lists the batches")
        }
        let unfinished: Set<OrderState> = [
            .ready, .placing, .unconfirmed, .placed, .assigned, .failed,
        ]
        let batches = try await ledger.batches(withOrdersIn: unfinished)
            .filter { only == nil || $0 == only }
        let refused = try await ledger.batches(withOrdersIn: [.refused])
            .filter { (only == nil || $0 == only) && !batches.contains($0) }
        let untold = try await ledger.batchesWithoutEnd()
            .filter { (only == nil || $0 == only) && !batches.contains($0) }
        guard !batches.isEmpty else {
            var report = try await nothingToFinish(only, refused)
            try await summarise(untold, only, in: &report)
            return report
        }
        var report = try await finish(batches, only)
        try await summarise(untold, only, in: &report)
        for name in refused {
            guard let batch = try await ledger.batch(name) else { continue }
            report.orders += batch.reports
            (report.batch, report.sheet) = (nil, nil)
        }
        if let first = refused.first {
            report.outcome = .worst(of: [report.outcome, .someRefused])
            report.notes.append(refusedWords(first, further: refused.count - 1))
        }
        return report
    }

    /// Writes the summaries of batches whose run ended after their last order and before them, and
    /// notes that these runs are told of. Adds to the report what there is to say of that; what
    /// cannot be written is one of it.
    private func summarise(
        _ batches: [BatchName], _ only: BatchName?, in report: inout BatchReport
    ) async throws {
        var hasFailed = false
        for name in batches {
            guard let batch = try await ledger.batch(name),
                let published = batch.orders.flatMap(\.orders).compactMap(\.publishedAt).max(),
                await publisher.lacksSummary(of: name, since: published)
            else { continue }
            var summary = BatchReport(of: batch)
            summary.notes = openBooks(of: [batch])
            do {
                try await publisher.prepare(name)
                try await publisher.summarise(summary, of: batch)
            } catch let failure as PublishFailure {
                report.notes.append(failure.note)
                hasFailed = true
                continue
            }
            report.notes.append(
                "The summary of the batch \"\(name)\" is written: a run ended without it.")
        }
        if hasFailed {
            report.outcome = .worst(of: [report.outcome, .misconfigured])
        } else {
            try await ledger.noteCutOffRuns(of: only)
        }
    }

    private func finish(_ batches: [BatchName], _ only: BatchName?) async throws -> BatchReport {
        let recorded = try await read(batches)
        let bought = recorded.flatMap(\.orders).filter(\.isBought).map(\.id)
        for batch in recorded {
            try await publisher.prepare(batch.name)
            try await requireFreeFolders(of: batch.ownersToResume, in: batch.name)
        }
        var (round, _) = try await open(fingerprints: try await readyFingerprints(batches))
        if !round.brake.isPulled,
            let reason = try await requote(batches, account: round.account)
        {
            round.brake.pull(reason)
        }
        round.id = try await ledger.beginRun(
            RunStart(
                command: .resume, batch: only, at: round.opening.askedAt,
                opening: round.account.balance))
        return try await work(
            on: batches, round: round, alreadyBought: Set(bought), findings: FindingLog())
    }

    /// Only orders that the provider refused are left, if any: a resume does not ask for them
    /// again, and it is no success while they are in their sheets.
    private func nothingToFinish(
        _ only: BatchName?, _ refused: [BatchName]
    ) async throws -> BatchReport {
        if settings.trustsLedger {
            try await claim(try await api.account())
        }
        var cost: Money?
        // What is asked for again is to be safe with this ledger and this account.
        if !refused.isEmpty {
            let seen = try await look(before: try await refusedFingerprints(refused))
            cost = .zero(seen.account.balance.currency)
        }
        var report = BatchReport(outcome: .nothingToDo, batch: only)
        report.cost = cost
        report.notes = ["Nothing is left to finish."]
        for name in refused {
            guard let batch = try await ledger.batch(name) else { continue }
            report.outcome = .someRefused
            report.orders += batch.reports
            if refused.count == 1 {
                report.batch = name
                report.sheet = batch.sheet
            }
            report.notes = ["A resume does not ask again for what the provider refused."]
        }
        return report
    }

    private func refusedWords(_ batch: BatchName, further: Int) -> String {
        "\(haveWords(batch, further)) orders that the provider refused: esimbatch status "
            + "\(batch.text.shellWord) shows which; run the sheet again, or without them."
    }

    /// What a resume would buy of a batch: the sheet orders with a part that is ready.
    func ownersToResume(_ batch: BatchName) async throws -> [RecordedSheetOrder] {
        try await ledger.batch(batch)?.ownersToResume ?? []
    }

    private func readyFingerprints(_ batches: [BatchName]) async throws -> Set<Fingerprint> {
        var found: Set<Fingerprint> = []
        for batch in batches {
            found.formUnion(fingerprints(of: try await ownersToResume(batch), in: .ready))
        }
        return found
    }

    /// What running their sheets again would ask for once more.
    private func refusedFingerprints(_ batches: [BatchName]) async throws -> Set<Fingerprint> {
        fingerprints(
            of: try await read(batches).flatMap(\.orders).filter(\.isInSheet), in: .refused)
    }

    private func fingerprints(
        of owners: [RecordedSheetOrder], in state: OrderState
    ) -> Set<Fingerprint> {
        Set(owners.flatMap(\.orders).filter { $0.state == state }.map(\.planned.fingerprint))
    }
}

extension RecordedBatch {
    /// The sheet orders with a part that is ready.
    fileprivate var ownersToResume: [RecordedSheetOrder] {
        orders.filter { owner in
            owner.isInSheet && owner.orders.contains { $0.state == .ready }
        }
    }
}
