// What can be said of a sheet alone, before any ledger or network.

package import Orders

extension BatchReport {
    /// The result of checking a sheet: its orders as they would be, and every finding.
    package init(checking sheet: OrderSheet, as batch: BatchName?, findings: FindingLog) {
        self.init(
            outcome: findings.hasErrors ? .invalid : .complete, batch: batch,
            sheet: SheetIdentity(sheet))
        var ignored = FindingLog()
        let identified = identify(sheet.lines, in: nil, into: &ignored)
        orders = identified.orders.compactMap(\.toPlan).map { OrderReport($0, cost: nil) }
        take(findings)
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
    init(_ sheet: OrderSheet) {
        let name = sheet.name.split(separator: "/").last.map(String.init) ?? sheet.name
        self.init(name: name, sha256: sheet.sha256, lines: sheet.lineCount)
    }
}
