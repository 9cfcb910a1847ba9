// Makes sheet lines of CSV rows: the header first, then one line per row.

import Orders

enum CSVSheetReader {
    /// Reads well-formed UTF-8 without a byte order mark. Rows whose every cell is blank are passed
    /// over; a row that is not as long as the header is a finding and is not looked at further, as
    /// its cells may stand under wrong columns.
    static func read(
        _ bytes: [UInt8], into lines: inout LineCollector, log: inout FindingLog
    ) {
        let text = bytes.span
        var parser = CSVParser(CSVDialect(bytes, into: &log))
        var row = CSVRow()
        guard var columns = header(with: &parser, row: &row, text, log: &log) else { return }
        lines.begin(hasBundleColumn: columns.hasBundle)
        let plain = lines.plainColumns(of: columns)
        while parser.next(&row, in: text, into: &log) {
            if !row.isTorn, row.isBlank(in: text) { continue }
            guard lines.admit(at: row.position, into: &log) else { return }
            guard !row.isTorn, fits(row, columns.count, text, log: &log) else { continue }
            if lines.addPlain(row.cells.span, under: plain, in: text, number: row.line) {
                continue
            }
            lines.add(line(of: row, under: &columns, text, log: &log), into: &log)
        }
    }

    /// The columns that the first row with content names. Nil, with a finding, if without a sound
    /// header nothing can be said of the lines.
    private static func header(
        with parser: inout CSVParser, row: inout CSVRow, _ text: Span<UInt8>,
        log: inout FindingLog
    ) -> SheetColumns? {
        while parser.next(&row, in: text, into: &log) {
            if row.isTorn { return nil }
            if row.isBlank(in: text) { continue }
            var finder = row.finder
            if row.cellCount > Limits.sheetColumns {
                let place = row.cells[Limits.sheetColumns].opening
                log.error(
                    .sheetSize, at: finder.position(at: place, in: text),
                    "the header has \(row.cellCount) columns, more than \(Limits.sheetColumns); "
                        + "remove those that are not needed")
                return nil
            }
            var header: [SheetText] = []
            for cell in row.cells {
                let position = finder.position(at: cell.opening, in: text)
                header.append(SheetText(cell.text(in: text), at: position))
            }
            return SheetColumns(header: header, into: &log)
        }
        log.error(
            .sheetEmpty, at: nil,
            "the sheet is empty; it needs a header and a line for each purchase")
        return nil
    }

    /// The line as text with its places, for the rules to look at.
    private static func line(
        of row: CSVRow, under columns: inout SheetColumns, _ text: Span<UInt8>,
        log: inout FindingLog
    ) -> SheetLine {
        var finder = row.finder
        var values: [SheetText?] = []
        values.reserveCapacity(row.cells.count)
        for cell in row.cells {
            let position = finder.position(at: cell.opening, in: text)
            values.append(cell.isEmpty ? nil : SheetText(cell.text(in: text), at: position))
        }
        return columns.line(at: row.position, into: &log) { values[$0] }
    }

    private static func fits(
        _ row: CSVRow, _ columns: Int, _ text: Span<UInt8>, log: inout FindingLog
    ) -> Bool {
        guard row.cellCount != columns else { return true }
        let isShort = row.cellCount < columns
        let place = isShort ? row.end : row.cells[columns].opening
        var finder = row.finder
        log.error(
            .rowLength, at: finder.position(at: place, in: text),
            "the row has \(row.cellCount) \(row.cellCount == 1 ? "cell" : "cells"), the header "
                + "\(columns); "
                + (isShort ? "add what is missing" : "put a cell with a delimiter in quotes"))
        return false
    }
}
