// A report in words: what happened, and what to do next.

import Orders

/// The commands whose result is a report on a batch.
enum ReportedCommand {
    case check, validate, run, resume

    var buys: Bool {
        switch self {
        case .check, .validate: false
        case .run, .resume: true
        }
    }
}

/// The result of a command that works on a sheet, for people. `sheet` is the sheet's name in
/// findings.
///
/// `next` is the command for the next step, `output` the output folder, to say where the results
/// are. `excerpts` are the sheet's lines to show below the findings about them, by number.
func reportText(
    _ report: BatchReport, command: ReportedCommand, next: String? = nil, sheet: String,
    output: String = "", excerpts: [Int: String] = [:]
) -> String {
    var lines = findingsText(
        report.findings, isSubject: command == .check, sheet: sheet, excerpts)
    lines += lead(report, command: command)
    let isAboutSheet = !command.buys || report.isDeclined
    if !isAboutSheet, report.outcome != .overBudget, !report.hasFaults {
        lines += unfinished(report)
    }
    lines += report.notes
    if !isAboutSheet, let batch = report.batch, report.count(.published) > 0 {
        lines.append(
            "Folders: \(output)/\(batchFolder(batch)) (report.html, and cards.html in each)")
    }
    if let next = nextStep(report, command, next) { lines.append(next) }
    return lines.joined(separator: "\n")
}

/// Every error; every warning too where the sheet is the subject, and else the first few.
func findingsText(
    _ log: FindingLog, isSubject: Bool, sheet: String, _ excerpts: [Int: String]
) -> [String] {
    let most = isSubject || log.hasErrors ? Int.max : 20
    var warnings = 0
    var lines: [String] = []
    for finding in log.sorted {
        if finding.severity == .warning {
            warnings += 1
            if warnings > most { continue }
        }
        lines.append(finding.line(sheet: sheet, form: log.form))
        if let place = finding.position, let line = excerpts[place.line] {
            let margin = "    "
            let excerpt = LineExcerpt(
                line, column: place.column, width: Console.width - margin.count)
            lines += [margin + excerpt.text, margin + excerpt.caret]
        }
    }
    if warnings > most {
        lines.append("… and \(warnings - most) more warnings; --json lists them all")
    }
    for (rule, count) in log.untold.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        lines.append("… and \(count) more [\(rule.rawValue)]")
    }
    return lines
}

/// The orders that are not published, by state, as many as fit a screen.
private func unfinished(_ report: BatchReport) -> [String] {
    let most = 10
    let named = zip(report.orders, distinctNames(report.orders))
    return BatchReport.State.allCases.filter { $0 != .published }.flatMap { state in
        let orders = named.filter { $0.0.state == state }
        var lines = orders.prefix(most).map { order, name in
            "  \(name): \(state.words)" + (order.reason.map { " (\($0))" } ?? "")
        }
        if orders.count > most {
            lines.append("  … and \(orders.count - most) more \(state.words); summary.csv has all")
        }
        return lines
    }
}

private func lead(_ report: BatchReport, command: ReportedCommand) -> [String] {
    let name = report.batch.map { "\($0): " } ?? ""
    let size = "\(counted(report.orderCount, "order")), \(counted(report.eSIMCount, "eSIM"))"
    switch report.outcome {
    case .invalid where report.hasFaults:
        return ["\(name)\(counted(report.findings.errorCount, "error")); nothing was bought."]
    case .invalid, .overBudget:
        let isPartly = report.count(.published) + report.count(.pending) > 0
        return ["\(name)\(size); nothing\(isPartly ? " new" : "") was bought."]
    case .interrupted where report.isDeclined:
        return []
    case .nothingToDo where !report.orders.isEmpty:
        let when = report.boughtAt.map { ", the last on \($0.description.prefix(10))" } ?? ""
        return ["\(name)everything was bought before\(when): \(size). Nothing to do."]
    case .nothingToDo:
        return []
    default:
        break
    }
    if command == .check {
        return ["\(name)\(size); the sheet reads well."]
    }
    if report.orders.isEmpty { return [] }
    var lines: [String] = []
    if command == .validate {
        if report.alreadyBought == report.orders.count {
            return ["\(name)\(size); all of it was bought before. A run would buy nothing."]
        }
        lines.append("\(name)\(size); every order is valid. Nothing was bought.")
    } else {
        var states = BatchReport.State.allCases.reversed().compactMap { state in
            report.count(state) > 0 ? "\(report.count(state)) \(state.words)" : nil
        }
        if report.alreadyBought > 0 {
            states.append("\(report.alreadyBought) bought by earlier runs")
        }
        lines.append("\(name)\(size): \(states.joined(separator: ", ")).")
    }
    return lines + money(report, command: command)
}

private func money(_ report: BatchReport, command: ReportedCommand) -> [String] {
    guard let cost = report.cost else { return [] }
    let isNothing = cost.minorUnits == 0
    var text =
        command == .validate
        ? "It would cost \(cost)" : (isNothing ? "Nothing new was bought" : "Bought for \(cost)")
    let doubtful = Money.sum(report.orders.compactMap(\.uncertain))
    var isDoubtful = false
    if command != .validate, let doubtful, doubtful.minorUnits > 0 {
        isDoubtful = true
        text =
            "Known to be bought by this run: \(cost). Up to \(doubtful) more may have been spent: "
            + "see the unconfirmed orders"
    }
    switch (report.balanceBefore, report.balanceAfter) {
    case (let before?, let after?):
        text += "; balance \(before.amount) → \(after)"
        if report.booksClose == true {
            text += isDoubtful ? "; no more than that is gone yet" : "; the books close"
        }
    case (let before?, nil) where command == .validate:
        text += "; balance \(before), afterwards \(before - cost)"
    default: break
    }
    return [text + "."]
}

/// What a document says beside a report's own notes: what its text says in the first line and in
/// the last.
func steps(_ report: BatchReport, _ command: ReportedCommand, _ next: String?) -> [String] {
    [boughtBefore(report), nextStep(report, command, next)].compactMap(\.self)
}

/// That everything was bought before, and when; nil if it was not.
private func boughtBefore(_ report: BatchReport) -> String? {
    guard report.outcome == .nothingToDo, !report.orders.isEmpty else { return nil }
    let when = report.boughtAt.map { ", the last on \($0.description.prefix(10))" } ?? ""
    return "Everything was bought before\(when)."
}

/// What the person can do now; nil when there is nothing to do. `next` is the command that comes
/// after a check or a validation, and the same one again after a run.
private func nextStep(
    _ report: BatchReport, _ command: ReportedCommand, _ next: String?
) -> String? {
    let batch = report.batch?.text.shellWord ?? "BATCH"
    // Without the batch it would buy what others have left.
    let resume = resumeCommand(report.batch)
    let again = next.map { "run it again (\($0))" } ?? "run its sheet again as the batch \(batch)"
    switch report.outcome {
    case .complete where command == .check:
        return "Next: \(next ?? "esimbatch validate SHEET") asks the provider whether the bundles "
            + "are there and what they cost; it buys nothing."
    case .complete where command == .validate:
        return report.alreadyBought == report.orders.count
            ? nil : next.map { "Next: \($0) buys it." }
    case .needsAPerson where report.count(.unconfirmed) > 0:
        let absent = report.orders.count(where: \.isAbsentTwice)
        let all =
            absent > 1
            ? "If none of them was sold, esimbatch settle \(batch)/ --not-bought --reason TEXT "
                + "decides all that were sent twice and are not listed. " : ""
        let order = onlyDoubtful(report) ?? "ORDER"
        return
            "Next: look the order up in the provider's portal or list, then run esimbatch settle "
            + "\(order) --bought REFERENCE --reason TEXT, or esimbatch settle \(order) "
            + "--not-bought --reason TEXT, and then \(resume). \(all)What is yours to "
            + "decide is not sent again until you do; where only the list could not be read, "
            + "\(resume) looks again."
    case .pending:
        // Who has waited once already may be waiting for what never comes.
        let refunded =
            command == .resume
            ? " An order that the provider has refunded instead is ended by esimbatch settle ORDER "
                + "--not-bought --reason TEXT." : ""
        let misnamed =
            report.orders.contains(where: \.hasUnknownReference)
            ? " First settle what the provider does not know again, with the right reference: "
                + "esimbatch settle ORDER --bought REFERENCE --reason TEXT." : ""
        let ready =
            report.count(.ready) > 0 ? "and buys what it still can" : "nothing is bought again"
        return "Next: \(resume) collects what is pending and writes the folders; \(ready)."
            + misnamed + refunded
    case .someRefused:
        let pending =
            report.count(.pending) > 0 ? " \(resume) collects what is pending." : ""
        guard report.refusedInSheet > 0 else {
            return "Next: put what was refused back into the sheet to try it again, or leave it."
                + pending
        }
        return "Next: \(again) to try what was refused once more, or correct it first "
            + "(esimbatch retry-sheet \(batch) writes a sheet of just those); in the same batch "
            + "nothing else is bought again.\(pending)"
    case .interrupted where report.isDeclined || report.orders.isEmpty:
        return nil
    case .interrupted:
        return "Interrupted. Next: \(again), or \(resume); nothing is bought twice."
    case .failed where report.count(.ready) > 0:
        return "Next: \(again); nothing is bought twice."
    case .invalid where report.hasFaults:
        return report.isWholeSheetRefused
            ? "Next: put that right and run the command again."
            : "Next: correct the sheet and run the command again."
    default:
        return nil
    }
}

/// What a person has to decide, as `settle` takes it: the order, or the first of its parts that are
/// open; nil where there are more orders.
private func onlyDoubtful(_ report: BatchReport) -> String? {
    let doubtful = report.orders.filter { $0.state == .unconfirmed }
    guard doubtful.count == 1, let batch = report.batch,
        let folder = doubtful[0].folder?.split(separator: "/").last
    else { return nil }
    let part = doubtful[0].openParts.count > 1 ? doubtful[0].openParts.first : nil
    return ("\(batch)/\(folder)" + (part.map { "#\($0)" } ?? "")).shellWord
}

extension BatchReport {
    /// The sheet is not to be bought as it is. A resume, which reads none, is held back otherwise.
    fileprivate var hasFaults: Bool { outcome == .invalid && findings.hasErrors }

    /// What is wrong is not in the sheet: it is not there, or not the one that was meant.
    fileprivate var isWholeSheetRefused: Bool {
        let elsewhere: Set<RuleName> = [
            .sheetUnreadable, .worksheetUnknown, .expectedOrders, .expectedESIMs,
        ]
        return findings.sorted.allSatisfy { $0.severity != .error || elsewhere.contains($0.rule) }
    }
}
