// What can be said of a sheet alone, before any ledger or network, and of the ledger alone.

package import Orders

extension BatchReport {
    /// The result of checking a sheet: its orders as they would be, and every finding. Of a large
    /// sheet the orders one by one take more time and memory than the check: they are counted only
    /// where nobody reads them.
    package init(
        checking sheet: OrderSheet, as batch: BatchName?, findings: FindingLog,
        isDetailed: Bool = true
    ) {
        self.init(
            outcome: findings.hasErrors ? .invalid : .complete, batch: batch,
            sheet: SheetIdentity(sheet))
        var ignored = FindingLog()
        let identified = identify(sheet.lines, in: nil, into: &ignored)
        if isDetailed {
            orders = identified.orders.compactMap(\.toPlan).map { OrderReport($0, cost: nil) }
        } else {
            sheetCounts = (identified.orders.count, sheet.lines.quantity)
        }
        self.findings = findings
    }
}

extension BatchReport {
    /// How a batch stands by the ledger, when no run has just worked on it.
    package init(of batch: RecordedBatch) {
        self.init(outcome: .complete, batch: batch.name, sheet: batch.sheet)
        orders = batch.reports
        outcome = stateOutcomes.isEmpty ? .complete : RunOutcome.worst(of: stateOutcomes)
    }

    /// What the states of its orders alone say of how it ended; nothing when all is published.
    var stateOutcomes: [RunOutcome] {
        let outcomes: [(BatchReport.State, RunOutcome)] = [
            (.unconfirmed, .needsAPerson), (.refused, .someRefused), (.ready, .failed),
            (.pending, .pending),
        ]
        return outcomes.filter { count($0.0) > 0 }.map(\.1)
    }
}

extension BatchReport.OrderReport {
    /// An order that is not admitted.
    init(_ order: SheetOrder, cost: Money?) {
        self.init(
            order: order.key.title, folder: nil, state: .ready, cost: cost, reason: nil,
            references: [],
            lines: order.lines.map { line in
                BatchReport.LineReport(
                    line: line.number, bundle: line.content.bundle,
                    quantity: line.content.quantity, iccids: [], carried: Array(line.carried))
            })
    }
}

extension SheetIdentity {
    /// A sheet that was read.
    package init(_ sheet: OrderSheet) {
        let name = sheet.name.split(separator: "/").last.map(String.init) ?? sheet.name
        self.init(name: name, sha256: sheet.sha256, lines: sheet.lineCount)
    }
}
