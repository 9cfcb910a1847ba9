// What a revocation would do, and what became of it, as text and as JSON.

import OrderArtifacts
import OrderBatch
import Orders

/// The plan, eSIM by eSIM, and what comes back as far as that can be known.
func revocationPlanText(_ plan: RevocationReport) -> String {
    let planned = plan.count { $0.isPlanned }
    var lines = ["\(plan.batch): \(counted(planned, "bundle")) to revoke"]
    lines.append(
        table(
            plan.rows.map { row in
                ["  \(row.order)", row.iccid.digits, row.plan.bundle.text, planWords(row)]
            }))
    let leaving = plan.count { $0.leaves }
    if leaving > 0 {
        lines.append(
            "\(counted(leaving, "eSIM")) would be left without a bundle, and "
                + "\(leaving == 1 ? "was" : "were") never installed by the provider's records: "
                + "it takes such eSIMs back, and their QR codes stop working.")
    }
    lines.append(
        "An unused bundle goes back to the account's inventory, by the provider's documentation, "
            + "or is credited where the account is set up so; after the refund period (typically "
            + "60 days) nothing comes back. Balance now: \(plan.balanceBefore).")
    lines += plan.notes
    return lines.joined(separator: "\n")
}

func revocationText(_ report: RevocationReport) -> String {
    var lines: [String] = []
    if report.isDeclined { return notes(report).joined(separator: "\n") }
    let results = report.rows.compactMap(\.result)
    var parts: [String] = []
    func add(_ words: String, _ matches: (RevocationRow.Result) -> Bool) {
        let number = results.count(where: matches)
        if number > 0 { parts.append("\(number) \(words)") }
    }
    add("revoked") { $0 == .revoked }
    add("revoked before") { $0 == .alreadyRevoked }
    add("kept") { if case .kept = $0 { true } else { false } }
    add("refused") { if case .refused = $0 { true } else { false } }
    add("not done") { if case .notDone = $0 { true } else { false } }
    add("unknown") { if case .unknown = $0 { true } else { false } }
    lines.append(
        "\(report.batch): " + (parts.isEmpty ? "no eSIM to revoke" : parts.joined(separator: ", "))
            + ".")
    let open = report.rows.filter { $0.result != .revoked && $0.result != .alreadyRevoked }
    if !open.isEmpty {
        lines.append(
            table(
                open.map { row in
                    ["  \(row.order)", row.iccid.digits, row.result.map(resultWords) ?? ""]
                }))
    }
    if let after = report.balanceAfter { lines.append(moneyWords(report, after)) }
    lines += notes(report)
    return lines.joined(separator: "\n")
}

/// What there is to say beside the eSIMs, and what to do next.
private func notes(_ report: RevocationReport) -> [String] {
    if report.isDeclined { return ["You answered no: nothing was revoked."] + report.notes }
    let isUnfinished =
        report.isInterrupted || report.rows.compactMap(\.result).contains(where: isOpen)
    return report.notes
        + (isUnfinished
            ? [
                "Next: the same command again; it looks up what is unknown before it sends "
                    + "anything."
            ] : [])
}

func revocationDocument(_ report: RevocationReport, _ outcome: RunOutcome) -> JSONValue {
    .object([
        ("batch", .string(report.batch.text)), ("outcome", .string(outcome.word)),
        ("exitCode", .int(Int(outcome.exitCode))),
        ("currency", .string(report.balanceBefore.currency.code)),
        (
            "balance",
            .object([
                ("before", .string(report.balanceBefore.amount)),
                ("after", .optional(report.balanceAfter?.amount)),
            ])
        ),
        ("revoked", .int(report.count { $0.result == .revoked })),
        (
            "esims",
            .array(
                report.rows.map { row in
                    .object([
                        ("order", .string(row.order)), ("iccid", .string(row.iccid.digits)),
                        ("bundle", .string(row.plan.bundle.text)),
                        ("result", .string(resultName(row.result))),
                        ("reason", .optional(row.result.flatMap(resultReason))),
                        ("leavesAccount", .bool(row.leaves)),
                        ("provider", .optional(row.plan.words)),
                    ])
                })
        ),
        ("notes", .array(notes(report).map(JSONValue.string))),
    ])
}

private func planWords(_ row: RevocationRow) -> String {
    switch row.plan.step {
    case .revoke(_, let leaves):
        (leaves ? "revoke; the eSIM leaves the account" : "revoke")
            + (row.plan.words.map { " (provider: \($0))" } ?? "")
    case .done, .doneElsewhere: "is revoked already"
    case .keep(let reason): "stays: \(reason)"
    }
}

private func isOpen(_ result: RevocationRow.Result) -> Bool {
    switch result {
    case .notDone, .unknown: true
    case .revoked, .alreadyRevoked, .kept, .refused: false
    }
}

private func resultWords(_ result: RevocationRow.Result) -> String {
    let name = resultName(result)
    return resultReason(result).map { "\(name): \($0)" } ?? name
}

private func resultName(_ result: RevocationRow.Result?) -> String {
    switch result {
    case .revoked: "revoked"
    case .alreadyRevoked: "already-revoked"
    case .kept: "kept"
    case .refused: "refused"
    case .notDone: "not-done"
    case .unknown: "unknown"
    case nil: "planned"
    }
}

private func resultReason(_ result: RevocationRow.Result) -> String? {
    switch result {
    case .revoked, .alreadyRevoked: nil
    case .kept(let reason), .refused(let reason), .notDone(let reason), .unknown(let reason):
        reason
    }
}

private func moneyWords(_ report: RevocationReport, _ after: Money) -> String {
    guard after.currency == report.balanceBefore.currency else { return "Balance: \(after)." }
    let change = after - report.balanceBefore
    if change.minorUnits > 0 {
        return "Balance \(report.balanceBefore.amount) → \(after): \(change) more than before."
    }
    return "The balance did not rise (\(after)). By the provider's documentation what came back is "
        + "in the inventory, which its portal shows."
}
