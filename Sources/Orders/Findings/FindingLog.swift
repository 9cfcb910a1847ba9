// Collects findings up to a limit, so that a sheet with a million faults does not fill memory.

/// The findings of one sheet: `Limits.findings` of them with their text, the rest counted by rule.
/// The first errors are among those with a text, whatever warnings there are: they are what stops
/// the sheet.
package struct FindingLog: Sendable {
    package private(set) var findings: [Finding] = []
    /// How many findings each rule had that are not among `findings`.
    package private(set) var untold: [RuleName: Int] = [:]
    package private(set) var errorCount = 0
    package private(set) var warningCount = 0
    private var warningsTold = 0
    /// How the sheet counts its places.
    package var form = SheetForm.text

    package init() {}

    package var hasErrors: Bool { errorCount > 0 }

    package mutating func add(_ finding: Finding) {
        switch finding.severity {
        case .error: errorCount += 1
        case .warning: warningCount += 1
        }
        guard findings.count >= Limits.findings else {
            findings.append(finding)
            if finding.severity == .warning { warningsTold += 1 }
            return
        }
        if finding.severity == .error, warningsTold > 0,
            let last = findings.lastIndex(where: { $0.severity == .warning })
        {
            untold[findings.remove(at: last).rule, default: 0] += 1
            warningsTold -= 1
            findings.append(finding)
        } else {
            untold[finding.rule, default: 0] += 1
        }
    }

    package mutating func error(
        _ rule: RuleName, at position: SheetPosition?, field: String? = nil, _ message: String
    ) {
        add(Finding(.error, rule, at: position, field: field, message))
    }

    package mutating func warning(
        _ rule: RuleName, at position: SheetPosition?, field: String? = nil, _ message: String
    ) {
        add(Finding(.warning, rule, at: position, field: field, message))
    }

    /// Counts errors that are not told, once as many as can be were added.
    package mutating func countErrors(_ count: Int, _ rule: RuleName) {
        precondition(findings.count >= Limits.findings, "what can be told is to be added")
        errorCount += count
        untold[rule, default: 0] += count
    }

    /// The findings in sheet order; those of the whole sheet first.
    package var sorted: [Finding] {
        findings.enumerated().sorted { left, right in
            let a = left.element.position ?? SheetPosition(line: 0, column: 0)
            let b = right.element.position ?? SheetPosition(line: 0, column: 0)
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }
}
