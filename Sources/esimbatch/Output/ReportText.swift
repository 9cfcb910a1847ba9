// A report in words: what happened, and what to do next.

import Orders

/// The result of a command that works on a sheet, for people. `sheet` is the sheet's name in
/// findings.
func reportText(_ report: BatchReport, command: String, sheet: String) -> String {
    var lines = report.findings.map { $0.line(sheet: sheet) }
    lines += lead(report, command: command)
    for order in report.orders where order.state != .published {
        guard command != "validate", command != "check", report.outcome != .overBudget else {
            break
        }
        guard report.outcome != .invalid else { break }
        let reason = order.reason.map { ": \($0)" } ?? ""
        lines.append("  \(order.order): \(words(order.state))\(reason)")
    }
    lines += report.notes
    if let next = nextStep(report) { lines.append(next) }
    return lines.joined(separator: "\n")
}

private func lead(_ report: BatchReport, command: String) -> [String] {
    let name = report.batch.map { "\($0): " } ?? ""
    let size = "\(counted(report.orders.count, "order")), \(counted(report.eSIMCount, "eSIM"))"
    switch report.outcome {
    case .invalid:
        let errors = report.findings.filter { $0.severity == .error }.count
        return ["\(name)\(counted(errors, "error")); nothing was bought."]
    case .overBudget:
        return ["\(name)\(size); nothing was bought."]
    case .nothingToDo where !report.orders.isEmpty:
        let when = report.boughtAt.map { ", the last on \($0.description.prefix(10))" } ?? ""
        return ["\(name)everything was bought before\(when): \(size). Nothing to do."]
    case .nothingToDo:
        return []
    default:
        break
    }
    if command == "check" { return ["\(name)\(size); the sheet is sound."] }
    var lines: [String] = []
    if command == "validate" {
        lines.append("\(name)\(size); every order is valid. Nothing was bought.")
    } else {
        var states = BatchReport.State.allCases.reversed().compactMap { state in
            report.count(state) > 0 ? "\(report.count(state)) \(words(state))" : nil
        }
        if report.alreadyBought > 0 { states.append("\(report.alreadyBought) of them before") }
        lines.append("\(name)\(size): \(states.joined(separator: ", ")).")
    }
    return lines + money(report, command: command)
}

private func money(_ report: BatchReport, command: String) -> [String] {
    guard let cost = report.cost else { return [] }
    var text = command == "validate" ? "It would cost \(cost)" : "Bought for \(cost)"
    switch (report.balanceBefore, report.balanceAfter) {
    case (let before?, let after?):
        text += "; balance \(before.amount) → \(after)"
        if report.booksClose == true { text += "; the books close" }
    case (let before?, nil) where command == "validate":
        text += "; balance \(before), afterwards \(before - cost)"
    default: break
    }
    return [text + "."]
}

private func words(_ state: BatchReport.State) -> String {
    switch state {
    case .published: "published"
    case .pending: "bought, install data pending"
    case .ready: "not bought"
    case .refused: "refused"
    case .unconfirmed: "unconfirmed"
    }
}

/// What the person can do now; nil when there is nothing to do.
private func nextStep(_ report: BatchReport) -> String? {
    switch report.outcome {
    case .needsAPerson where report.count(.unconfirmed) > 0:
        return "Next: look the order up in the provider's list, then run "
            + "esimbatch settle ORDER --bought REFERENCE --reason TEXT, or --not-bought. "
            + "Nothing unconfirmed is ever sent again by itself."
    case .pending:
        return "Next: esimbatch resume collects what is pending; nothing is bought again."
    case .someRefused:
        return "Next: correct what was refused and run the sheet again; nothing else is bought "
            + "again."
    case .interrupted:
        return "Interrupted. Next: run the same command again, or esimbatch resume; nothing is "
            + "bought twice."
    case .failed where report.count(.ready) > 0:
        return "Next: run the same command again; nothing is bought twice."
    case .invalid:
        return "Next: correct the sheet and run the command again."
    default:
        return nil
    }
}

/// `1 order`, `3 orders`.
func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}
