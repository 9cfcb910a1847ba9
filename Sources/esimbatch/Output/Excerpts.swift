// The lines that findings are about, where a person looks at a terminal.

import OrderSheets
import Orders

extension CommandContext {
    /// The lines that findings are about by number, if stdout is a terminal; else none, as what
    /// reads a pipe wants one line for a finding.
    func excerpts(of source: SheetSource, for log: FindingLog) -> [Int: String] {
        guard console.showsExcerpts, !isJSON else { return [:] }
        let places = log.findings.compactMap(\.position)
        return places.isEmpty ? [:] : SheetExcerpts.lines(of: source, at: places)
    }
}
