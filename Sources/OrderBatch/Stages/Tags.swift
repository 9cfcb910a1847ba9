// Writes the customer's references on published eSIMs: after the books are closed, and never in the
// way of a purchase.

import Logging
import Orders
import Synchronization

extension BatchRunner {
    /// Tags what is published and not tagged yet. Returns sentences for the report; never throws,
    /// since that changes nothing about what was bought.
    private func tagESIMs(
        of batches: [RecordedBatch], _ only: BatchName?
    ) async -> [String] {
        guard let tagging else { return [] }
        let written = Mutex(0)
        let failures = Mutex<[APIFailure]>([])
        let next = tagging.next(only)
        var wanted = 0
        do {
            for batch in batches {
                let known = try await tagging.ledger.tags(in: batch.name)
                let tags = batch.tagsToWrite(tagging.form, known: known)
                wanted += tags.count
                try await forEachConcurrently(tags, limit: BatchLimits.tagsAtOnce) { tag in
                    // What fails for a few eSIMs in a row fails for the rest as well.
                    guard failures.withLock({ $0.count }) < BatchLimits.tagFailures else { return }
                    do {
                        try await tagging.api.tag(tag)
                        try await tagging.ledger.recordTag(tag, at: time.now())
                        written.withLock { $0 += 1 }
                    } catch let failure as APIFailure {
                        if failure.kind == .cancelled { throw failure }
                        log.debug("\(failure.description)")
                        failures.withLock { $0.append(failure) }
                    }
                }
            }
        } catch  where isInterruption(error) {
            return [
                "Tagging was interrupted: \(written.withLock { $0 }) of \(wanted) eSIMs were "
                    + "tagged. " + next
            ]
        } catch {
            return ["Tagging stopped: \(error). \(next)"]
        }
        let done = written.withLock { $0 }
        guard let failure = failures.withLock({ $0.first }) else {
            return done == 0 ? [] : ["\(done) eSIM\(done == 1 ? "" : "s") tagged at the provider."]
        }
        return [
            "\(wanted - done) of \(wanted) eSIMs could not be tagged (\(failure.cause)). "
                + "That changes nothing about what was bought. \(next)"
        ]
    }

    /// The report with what became of tagging, of one batch or of all.
    func tagged(_ report: BatchReport, _ only: BatchName?) async throws -> BatchReport {
        switch report.outcome {
        case .complete, .nothingToDo, .pending, .someRefused, .needsAPerson: break
        default: return report
        }
        guard tagging != nil else { return report }
        var batches: [RecordedBatch] = []
        for name in try await ledger.batches(withOrdersIn: [.published])
        where only == nil || name == only {
            if let batch = try await ledger.batch(name) { batches.append(batch) }
        }
        var report = report
        report.notes += await tagESIMs(of: batches, only)
        return report
    }
}

extension Tagging {
    /// What finishes it, for one batch or for all.
    fileprivate func next(_ only: BatchName?) -> String {
        let option =
            switch form {
            case .order: "--tag-esims"
            case .orderAndName: "--tag-names"
            }
        let batch = (only?.option ?? []).map { " " + $0.shellWord }.joined()
        return "Next: esimbatch resume \(option)\(batch) tags the rest."
    }
}
