// The lines that findings are about, where a person looks at a terminal.

import OrderSheets
import Orders

extension CommandContext {
    /// The lines of the report's findings by number, if stdout is a terminal; else none, as what
    /// reads a pipe wants one line for a finding.
    func excerpts(of source: SheetSource, for report: BatchReport) -> [Int: String] {
        guard console.showsExcerpts, !isJSON else { return [:] }
        let places = report.findings.compactMap(\.position)
        return places.isEmpty ? [:] : SheetExcerpts.lines(of: source, at: places)
    }
}
