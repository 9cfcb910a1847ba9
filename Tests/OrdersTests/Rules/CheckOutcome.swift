// Checks one line built of plain texts, for the tests of the rules.

import Orders

struct CheckOutcome {
    let line: OrderLine?
    private let log: FindingLog

    init(line: OrderLine?, log: FindingLog) {
        self.line = line
        self.log = log
    }

    /// Each finding as `line:column severity rule`, in sheet order.
    var findings: [String] {
        log.sorted.map { finding in
            let place = finding.position.map { "\($0.line):\($0.column) " } ?? ""
            return "\(place)\(finding.severity.rawValue) \(finding.rule.rawValue)"
        }
    }

    /// Each finding as `severity rule`.
    var rules: [String] { log.sorted.map { "\($0.severity.rawValue) \($0.rule.rawValue)" } }

    /// Each finding as a person sees it.
    var lines: [String] { log.sorted.map { $0.line(sheet: "sheet.csv") } }
}

/// Line 7, with each field at ten times its place in `SheetField`, from 1.
func check(_ fields: [SheetField: String], elements: [String] = []) -> CheckOutcome {
    var rules = RuleSet()
    var log = FindingLog()
    let line = rules.check(sheetLine(fields, elements: elements, number: 7), into: &log)
    return CheckOutcome(line: line, log: log)
}

func sheetLine(
    _ fields: [SheetField: String], elements: [String] = [], number: Int
) -> SheetLine {
    var line = SheetLine(position: SheetPosition(line: number, column: 1))
    for (index, field) in SheetField.allCases.enumerated() {
        let position = SheetPosition(line: number, column: (index + 1) * 10)
        line.known[field] = fields[field].map { SheetText($0, at: position) }
    }
    line.iccidElements = elements.enumerated().map { index, text in
        SheetText(text, at: SheetPosition(line: number, column: 200 + index))
    }
    return line
}
