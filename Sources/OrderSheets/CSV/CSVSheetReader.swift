// Makes sheet lines of CSV rows: the header first, then one line per row.

import Orders

enum CSVSheetReader {
    /// Reads well-formed UTF-8 without a byte order mark. Rows whose every cell is blank are passed
    /// over; a row that is not as long as the header is a finding and is not looked at further, as
    /// its cells may stand under wrong columns.
    static func read(
        _ bytes: [UInt8], into lines: inout LineCollector, log: inout FindingLog
    ) {
        var parser = CSVParser(bytes, dialect: CSVDialect(bytes, into: &log))
        var row = CSVRow()
        var columns: SheetColumns?
        while parser.next(&row, into: &log) {
            if !row.isTorn, row.cells.allSatisfy({ $0.isBlank(in: bytes) }) { continue }
            guard columns != nil else {
                columns = header(row, bytes, log: &log)
                guard let columns else { return }
                lines.begin(hasBundleColumn: columns.hasBundle)
                continue
            }
            guard lines.admit(at: row.start, into: &log) else { return }
            guard !row.isTorn, let count = columns?.count, fits(row, count, log: &log) else {
                continue
            }
            let line = columns?.line(at: row.start, into: &log) { index in
                let cell = row.cells[index]
                guard !cell.content.isEmpty else { return nil }
                return SheetText(cell.text(in: bytes), at: cell.position)
            }
            if let line { lines.add(line, into: &log) }
        }
        if columns == nil {
            log.error(
                .sheetEmpty, at: nil,
                "the sheet is empty; it needs a header and a line for each purchase")
        }
    }

    /// Nil, with a finding, if without a sound header nothing can be said of the lines.
    private static func header(
        _ row: CSVRow, _ bytes: [UInt8], log: inout FindingLog
    ) -> SheetColumns? {
        if row.isTorn { return nil }
        if row.cellCount > Limits.sheetColumns {
            log.error(
                .sheetSize, at: row.cells[Limits.sheetColumns].position,
                "the header has \(row.cellCount) columns, more than \(Limits.sheetColumns); "
                    + "remove those that are not needed")
            return nil
        }
        return SheetColumns(
            header: row.cells.map { SheetText($0.text(in: bytes), at: $0.position) }, into: &log)
    }

    private static func fits(_ row: CSVRow, _ columns: Int, log: inout FindingLog) -> Bool {
        guard row.cellCount != columns else { return true }
        let isShort = row.cellCount < columns
        log.error(
            .rowLength, at: isShort ? row.end : row.cells[columns].position,
            "the row has \(row.cellCount) \(row.cellCount == 1 ? "cell" : "cells"), the header "
                + "\(columns); "
                + (isShort ? "add what is missing" : "put a cell with a delimiter in quotes"))
        return false
    }
}
