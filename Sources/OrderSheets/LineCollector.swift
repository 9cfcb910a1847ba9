// Takes a sheet's lines as they are read, has them checked and keeps the good ones.

import Orders

struct LineCollector {
    private(set) var lines: [OrderLine] = []
    /// Lines with content, valid or not.
    private(set) var count = 0
    private var rules = RuleSet()

    /// Says whether the header has the bundle's column; before the first line.
    mutating func begin(hasBundleColumn: Bool) {
        rules = RuleSet(hasBundleColumn: hasBundleColumn)
    }

    /// Counts a line before it is read. False, with a finding, if the sheet has had its fill: then
    /// reading has to stop.
    mutating func admit(at position: SheetPosition, into log: inout FindingLog) -> Bool {
        guard count < Limits.sheetLines else {
            log.error(
                .sheetSize, at: position,
                "the sheet has more than \(Limits.sheetLines) lines; split it into several sheets")
            return false
        }
        count += 1
        return true
    }

    /// Has an admitted line checked.
    mutating func add(_ line: SheetLine, into log: inout FindingLog) {
        if let line = rules.check(line, into: &log) { lines.append(line) }
    }
}
