// A command that could not do its work, with what the ledger holds nevertheless.

package import Orders

/// Why a run ended before its time, and how its batches stand: money may have been spent on them
/// all the same.
package struct BatchFailure: Error {
    package let cause: any Error
    /// By the ledger, as far as it can still be read.
    package let known: BatchReport

    package init(cause: any Error, known: BatchReport) {
        self.cause = cause
        self.known = known
    }
}

extension BatchRunner {
    /// Runs `body`; what it throws is thrown with what the ledger holds of the batch, or of all
    /// unfinished ones. An interruption is thrown so where an order's fate is unknown.
    package func tellingWhatIsKnown(
        of only: BatchName?, _ body: () async throws -> BatchReport
    ) async throws -> BatchReport {
        do {
            return try await body()
        } catch {
            guard let known = try? await known(of: only), !known.orders.isEmpty,
                !isInterruption(error) || known.count(.unconfirmed) > 0
            else { throw error }
            throw BatchFailure(cause: error, known: known)
        }
    }

    private func known(of only: BatchName?) async throws -> BatchReport {
        var names: [BatchName] = []
        if let only {
            names = [only]
        } else {
            let settled: Set<OrderState> = [.published]
            names = try await ledger.batches(
                withOrdersIn: Set(OrderState.allCases).subtracting(settled))
        }
        var report = BatchReport(outcome: .failed, batch: only)
        for name in names {
            guard let batch = try await ledger.batch(name) else { continue }
            report.orders += batch.reports
        }
        return report
    }
}
