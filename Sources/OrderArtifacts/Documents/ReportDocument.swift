// The result as a JSON document: the shape that scripts rely on. Additions may come; nothing is
// renamed.

package import Orders

/// Renders a report as the JSON document of `--json` and `summary.json`.
package func reportDocument(_ report: BatchReport) -> JSONValue {
    let currency =
        report.cost?.currency ?? report.balanceBefore?.currency
        ?? report.orders.lazy.compactMap(\.cost).first?.currency
    let findings = report.findings
    return .object([
        ("batch", .optional(report.batch?.text)),
        ("sheet", report.sheet.map(sheetValue) ?? .null),
        ("outcome", .string(report.outcome.word)),
        ("exitCode", .int(Int(report.outcome.exitCode))),
        ("rehearsal", .bool(report.isRehearsal)),
        ("currency", .optional(currency?.code)),
        ("cost", .optional(report.cost?.amount)),
        (
            "balance",
            .object([
                ("before", .optional(report.balanceBefore?.amount)),
                ("after", .optional(report.balanceAfter?.amount)),
            ])
        ),
        ("booksClose", report.booksClose.map(JSONValue.bool) ?? .null),
        ("counts", counts(report)),
        ("orders", .array(report.orders.map(orderValue))),
        ("findings", .array(findings.sorted.map { findingValue($0, in: findings.form) })),
        (
            "furtherFindings",
            .object(
                findings.untold.sorted { $0.key.rawValue < $1.key.rawValue }
                    .map { ($0.key.rawValue, .int($0.value)) })
        ),
        ("notes", .array(report.notes.map(JSONValue.string))),
    ])
}

/// A finding as scripts read it.
package func findingValue(_ finding: Finding, in form: SheetForm) -> JSONValue {
    .object([
        ("severity", .string(finding.severity.rawValue)),
        ("rule", .string(finding.rule.rawValue)),
        ("line", finding.position.map { .int($0.line) } ?? .null),
        ("column", finding.position.map { .int($0.column) } ?? .null),
        ("cell", .optional(form == .workbook ? finding.position?.cell : nil)),
        ("field", .optional(finding.field)),
        ("message", .string(finding.message)),
    ])
}

private func sheetValue(_ sheet: SheetIdentity) -> JSONValue {
    .object([
        ("name", .string(sheet.name)), ("sha256", .string(sheet.sha256)),
        ("lines", .int(sheet.lines)),
    ])
}

private func counts(_ report: BatchReport) -> JSONValue {
    .object([
        ("orders", .int(report.orders.count)), ("esims", .int(report.eSIMCount)),
        ("published", .int(report.count(.published))),
        ("pending", .int(report.count(.pending))),
        ("refused", .int(report.count(.refused))),
        ("unconfirmed", .int(report.count(.unconfirmed))),
        ("alreadyBought", .int(report.alreadyBought)),
        ("ready", .int(report.count(.ready))),
    ])
}

private func orderValue(_ order: BatchReport.OrderReport) -> JSONValue {
    .object([
        ("order", .string(order.order)), ("folder", .optional(order.folder)),
        ("state", .string(order.state.rawValue)), ("cost", .optional(order.cost?.amount)),
        ("reason", .optional(order.reason)),
        ("references", .array(order.references.map { .string($0.text) })),
        ("lines", .array(order.lines.map(lineValue))),
    ])
}

private func lineValue(_ line: BatchReport.LineReport) -> JSONValue {
    .object([
        ("line", .int(line.line)), ("bundle", .string(line.bundle.text)),
        ("quantity", .int(line.quantity)),
        ("iccids", .array(line.iccids.map { .string($0.digits) })),
    ])
}
