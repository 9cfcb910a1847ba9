// What one way of reading made of a sheet, to be held against another's.

import Orders

struct SheetOutcome: Equatable {
    private let lines: SheetLines
    /// The carried texts byte for byte: strings are equal when they only look so.
    private let carried: [[[UInt8]]]
    private let count: Int
    private let findings: [Finding]
    private let errors: Int
    private let warnings: Int
    private let sha256: String

    init(_ lines: SheetLines, of count: Int, sha256: String = "", _ log: FindingLog) {
        self.lines = lines
        carried = lines.map { line in line.carried.map { Array($0.text.utf8) } }
        self.count = count
        findings = log.findings
        errors = log.errorCount
        warnings = log.warningCount
        self.sha256 = sha256
    }

    init(_ sheet: OrderSheet, _ log: FindingLog) {
        self.init(sheet.lines, of: sheet.lineCount, sha256: sheet.sha256, log)
    }
}
