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
        guard report.startedAt == nil, report.balanceBefore == nil, let last = batch.lastPurchase
        else {
            isThis = true
            (startedAt, endedAt) = (report.startedAt, report.endedAt)
            (balanceBefore, balanceAfter) = (report.balanceBefore, report.balanceAfter)
            (cost, booksClose) = (report.cost, report.booksClose)
            return
        }
        isThis = false
        (startedAt, endedAt) = (last.startedAt, last.finishedAt)
        (balanceBefore, balanceAfter) = (last.opening, last.closing)
        let bought = batch.orders.flatMap(\.orders).filter { part in
            part.reference != nil && (part.placedAt.map { $0 >= last.startedAt } ?? false)
        }
        let cost = Money.sum(bought.map(\.cost))
        self.cost = cost
        // The ledger keeps no verdict on the books alone: they close if the sums agree, and if a
        // person was needed and they do not, that may be why.
        guard let opening = last.opening, let closing = last.closing, let cost,
            opening.currency == cost.currency, closing.currency == cost.currency
        else {
            booksClose = nil
            return
        }
        if opening - closing == cost {
            booksClose = true
        } else {
            booksClose =
                last.outcome == RunOutcome.needsAPerson.word && !last.isOfAllBatches ? false : nil
        }
    }
}
