// Reading without making anything of what is read: what the rest has to be measured against.

package import Orders

extension SheetReader {
    /// Reads a CSV sheet, checks that it is UTF-8, splits it and counts its rows and cells.
    package static func split(
        _ source: SheetSource, into log: inout FindingLog
    ) -> (rows: Int, cells: Int) {
        guard let bytes = source.read(limit: Limits.sheetBytes, into: &log),
            let text = SheetDecoder.utf8(bytes, into: &log)
        else { return (0, 0) }
        let content = text.bytes
        var parser = CSVParser(CSVDialect(content, into: &log))
        var row = CSVRow()
        var count = (rows: 0, cells: 0)
        while parser.next(&row, in: content.span, into: &log) {
            count.rows += 1
            count.cells += row.cellCount
        }
        return count
    }
}
