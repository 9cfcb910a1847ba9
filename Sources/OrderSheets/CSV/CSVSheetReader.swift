// Makes sheet lines of CSV rows: the header first, then one line per row.

import Orders

/// Reads well-formed UTF-8 without a byte order mark, all at once or in parts. Rows whose every
/// cell is blank are passed over; a row that is not as long as the header is a finding and is not
/// looked at further, as its cells may stand under wrong columns.
struct CSVSheetReader {
    private var parser: CSVParser
    private var row = CSVRow()
    private var columns: SheetColumns?
    private var plain: [PlainColumn] = []
    /// Nothing more is to be read: the header is unsound, or the sheet has had its fill.
    private(set) var isFinished = false

    init(_ dialect: CSVDialect) {
        parser = CSVParser(dialect)
    }

    /// Reads a sheet from its first byte to its last.
    static func read(
        _ bytes: [UInt8], into lines: inout LineCollector, log: inout FindingLog
    ) {
        var reader = CSVSheetReader(CSVDialect(bytes, into: &log))
        _ = reader.read(bytes.span, areLast: true, into: &lines, log: &log)
    }

    /// Reads the rows that are whole in a part of the sheet, or in all that is left of it. Returns
    /// where the next row begins: the next part has to begin with it.
    mutating func read(
        _ text: Span<UInt8>, areLast: Bool, into lines: inout LineCollector,
        log: inout FindingLog
    ) -> Int {
        if columns == nil {
            readHeader(text, areLast, into: &lines, log: &log)
        }
        guard var columns, !isFinished else { return parser.dropRead() }
        let isHeaderless = !columns.hasBundle
        while parser.next(&row, in: text, areLast: areLast, into: &log) {
            if !row.isTorn, row.isBlank(in: text) { continue }
            guard lines.admit(at: row.position, into: &log) else {
                isFinished = true
                break
            }
            if isHeaderless, !row.isTorn {
                if columns.isLookingForHeader {
                    columns.noteRow(cells(of: row, text).compactMap(\.self), into: &log)
                }
                // As long as the real header it is right.
                if columns.isAboveHeader, row.cellCount != columns.count { continue }
            }
            guard !row.isTorn, fits(row, columns.count, text, log: &log) else { continue }
            if lines.addPlain(row.cells.span, under: plain, in: text, number: row.line) {
                continue
            }
            lines.add(line(of: row, under: &columns, text, log: &log), into: &log)
        }
        self.columns = columns
        return parser.dropRead()
    }

    /// Reads the columns that the first row with content names. Without a sound header nothing can
    /// be said of the lines: that is a finding, and the end.
    private mutating func readHeader(
        _ text: Span<UInt8>, _ areLast: Bool, into lines: inout LineCollector,
        log: inout FindingLog
    ) {
        while parser.next(&row, in: text, areLast: areLast, into: &log) {
            if !row.isTorn, row.isBlank(in: text) { continue }
            guard let columns = header(text, log: &log) else {
                isFinished = true
                return
            }
            self.columns = columns
            lines.begin(hasBundleColumn: columns.hasBundle)
            plain = lines.plainColumns(of: columns)
            return
        }
        guard areLast else { return }
        isFinished = true
        log.error(
            .sheetEmpty, at: nil,
            "the sheet is empty; it needs a header and a line for each purchase")
    }

    /// The columns that the row names; nil if it is no sound header.
    private func header(_ text: Span<UInt8>, log: inout FindingLog) -> SheetColumns? {
        if row.isTorn { return nil }
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

    /// The line as text with its places, for the rules to look at.
    private func line(
        of row: CSVRow, under columns: inout SheetColumns, _ text: Span<UInt8>,
        log: inout FindingLog
    ) -> SheetLine {
        let values = cells(of: row, text)
        return columns.line(at: row.position, into: &log) { values[$0] }
    }

    /// The row's cells as text with their places; nil for an empty one.
    private func cells(of row: CSVRow, _ text: Span<UInt8>) -> [SheetText?] {
        var finder = row.finder
        var values: [SheetText?] = []
        values.reserveCapacity(row.cells.count)
        for cell in row.cells {
            let position = finder.position(at: cell.opening, in: text)
            values.append(cell.isEmpty ? nil : SheetText(cell.text(in: text), at: position))
        }
        return values
    }

    private func fits(
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
