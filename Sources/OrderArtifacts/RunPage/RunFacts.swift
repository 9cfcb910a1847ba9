// Time and money of the run that a page tells of: the one that has just ended or, where nothing had
// to be bought, the last that bought something.

import Orders

/// The facts of one run.
struct RunFacts {
    /// The report is of this run.
    let isThis: Bool
    let startedAt: Timestamp?
    let endedAt: Timestamp?
    let balanceBefore: Money?
    let balanceAfter: Money?
    let cost: Money?
    let booksClose: Bool?

    init(_ report: BatchReport, _ batch: RecordedBatch) {
        // Without a start no run has worked on the batch: the report tells of a plan at most.
        isThis = report.startedAt != nil
        if isThis {
            (startedAt, endedAt) = (report.startedAt, report.endedAt)
            (balanceBefore, balanceAfter) = (report.balanceBefore, report.balanceAfter)
            (cost, booksClose) = (report.cost, report.booksClose)
        } else {
            let last = batch.lastPurchase
            (startedAt, endedAt) = (last?.startedAt, last?.finishedAt)
            cost = batch.lastCost
            // The books of a run of all batches are not those of this one.
            let books = last.flatMap { $0.isOfAllBatches ? nil : $0 }
            (balanceBefore, balanceAfter) = (books?.opening, books?.closing)
            booksClose = books?.booksClose
        }
    }
}
