// Makes sheet lines of a worksheet's rows: the header first, then one line per row.

import Orders
import ZipArchive

/// Reads one worksheet of a workbook by the rules that a CSV sheet has.
struct WorkbookSheetReader {
    private var lines: LineCollector
    private var log: FindingLog
    private var columns: SheetColumns?
    /// What each column of the header holds; nil for what is carried under its own name.
    private var fields: [SheetField?] = []
    /// What each column of the header is for the short way.
    private var plain: [PlainColumn] = []
    /// A row's values, one for each column of the header.
    private var values: [SheetCell] = []
    private var doubts = WorksheetDoubts()
    private var lastRow = 0

    /// Reads the worksheet of that name, or the first one that is not hidden.
    static func read(
        _ bytes: [UInt8], worksheet: String?, into lines: inout LineCollector,
        log: inout FindingLog
    ) {
        log.form = .workbook
        do {
            let workbook = try Workbook(bytes)
            let chosen = try workbook.worksheet(named: worksheet)
            reportHidden(chosen, in: workbook, isNamed: worksheet != nil, log: &log)
            if worksheet == nil { reportUnread(chosen, in: workbook, log: &log) }
            let reader = RowTaker(WorkbookSheetReader(lines: lines, log: log))
            let traits = try workbook.read(chosen) { reader.take($0) }
            reader.state.finish(traits)
            lines = reader.state.lines
            log = reader.state.log
        } catch {
            log.error(error.rule, at: nil, error.description)
        }
    }

    private init(lines: LineCollector, log: FindingLog) {
        self.lines = lines
        self.log = log
    }

    /// Holds the reader while rows come from the parser's callbacks.
    private final class RowTaker {
        var state: WorkbookSheetReader

        init(_ state: WorkbookSheetReader) {
            self.state = state
        }

        func take(_ row: WorksheetRow) -> Bool { state.take(row) }
    }

    private static func reportHidden(
        _ chosen: Workbook.Worksheet, in workbook: Workbook, isNamed: Bool,
        log: inout FindingLog
    ) {
        if chosen.isHidden {
            log.warning(
                .worksheetHidden, at: nil,
                "the worksheet \(chosen.name.quoted) is hidden in the workbook; it is read as "
                    + "asked, so look at what it holds")
        } else if !isNamed, let first = workbook.worksheets.first, first.isHidden {
            log.warning(
                .worksheetHidden, at: nil,
                "the workbook's first worksheet \(first.name.quoted) is hidden, so "
                    + "\(chosen.name.quoted) is read; name the one that is meant with --worksheet")
        }
    }

    /// A group for each worksheet is a usual thing, and who forgets the others is to see it.
    private static func reportUnread(
        _ chosen: Workbook.Worksheet, in workbook: Workbook, log: inout FindingLog
    ) {
        let others = workbook.worksheets.filter { !$0.isHidden && $0.name != chosen.name }
        guard !others.isEmpty else { return }
        let most = WorkbookLimits.worksheetsNamed
        let names =
            others.prefix(most).map(\.name.quoted).joined(separator: ", ")
            + (others.count > most ? " and \(others.count - most) more" : "")
        log.warning(
            .worksheetUnread, at: nil,
            "only the worksheet \(chosen.name.quoted) is read, and not \(names); name the one that "
                + "is meant with --worksheet")
    }

    /// False once the sheet has had its fill.
    private mutating func take(_ row: WorksheetRow) -> Bool {
        if row.isBlank { return true }
        let position = SheetPosition(line: row.number, column: 1)
        guard columns != nil else { return takeHeader(row) }
        guard lines.admit(at: position, into: &log) else { return false }
        lastRow = row.number
        if row.isHidden { doubts.noteHidden(row: row.number) }
        if takePlain(row) { return true }
        if columns?.isLookingForHeader == true {
            let cells = row.cells.map { cell in
                SheetText(
                    row.text(of: cell), at: SheetPosition(line: row.number, column: cell.column))
            }
            columns?.noteRow(cells, into: &log)
        }
        // Under the real header's columns it stands rightly.
        if columns?.isAboveHeader == true, row.cells.contains(where: { $0.column > fields.count }) {
            return true
        }
        guard fits(row) else { return true }
        var isSound = true
        for cell in row.cells {
            if !accepts(cell, of: row) { isSound = false }
        }
        // A cell that is no value is reported, and what is made of it would be noise.
        guard isSound else { return true }
        var next = 0
        let line = columns?.line(at: position, into: &log) { index in
            while next < row.cells.count, row.cells[next].column <= index { next += 1 }
            guard next < row.cells.count, row.cells[next].column == index + 1 else { return nil }
            let cell = row.cells[next]
            return SheetText(
                row.text(of: cell), at: SheetPosition(line: row.number, column: cell.column))
        }
        if let line { lines.add(line, into: &log) }
        return true
    }

    /// Takes the row the short way; false, with nothing done, if it has to be looked at.
    private mutating func takePlain(_ row: WorksheetRow) -> Bool {
        for index in values.indices { values[index] = SheetCell(0..<0) }
        for cell in row.cells {
            guard cell.isPlain, cell.column <= values.count else { return false }
            values[cell.column - 1] = cell.place
        }
        let cells = values
        return lines.addPlain(
            cells.span, under: plain, in: row.text.span, number: row.number)
    }

    private mutating func takeHeader(_ row: WorksheetRow) -> Bool {
        let count = row.cells.last?.column ?? 0
        guard count <= Limits.sheetColumns else {
            log.error(
                .sheetSize, at: SheetPosition(line: row.number, column: count),
                "the header has more than \(Limits.sheetColumns) columns; remove those that are "
                    + "not needed")
            return false
        }
        var header = (1...max(1, count)).map {
            SheetText("", at: SheetPosition(line: row.number, column: $0))
        }
        for cell in row.cells {
            let position = SheetPosition(line: row.number, column: cell.column)
            header[cell.column - 1] = SheetText(row.text(of: cell), at: position)
        }
        if row.isHidden { doubts.noteHidden(row: row.number) }
        let columns = SheetColumns(header: header, into: &log)
        fields = header.map { cell in
            switch ColumnName(cell.text.trimmed) {
            case .field(let field), .misspelt(let field): field
            case .other: nil
            }
        }
        doubts.headerRow = row.number
        lines.begin(hasBundleColumn: columns.hasBundle)
        plain = lines.plainColumns(of: columns)
        values = Array(repeating: SheetCell(0..<0), count: plain.count)
        self.columns = columns
        lastRow = row.number
        return true
    }

    /// Whether every cell stands under a column of the header.
    private mutating func fits(_ row: WorksheetRow) -> Bool {
        guard let beyond = row.cells.first(where: { $0.column > fields.count }) else {
            return true
        }
        log.error(
            .rowLength, at: SheetPosition(line: row.number, column: beyond.column),
            "the cell \(row.text(of: beyond).quoted) stands beside the header's last column, which "
                + "is \(SheetPosition.letters(ofColumn: fields.count)); empty it or name its column"
        )
        return false
    }

    private mutating func accepts(_ cell: WorksheetCell, of row: WorksheetRow) -> Bool {
        let position = SheetPosition(line: row.number, column: cell.column)
        let field = fields[cell.column - 1]
        let name = field?.rawValue
        if cell.isFormula, cell.kind != .uncomputed, cell.kind != .error {
            doubts.noteFormula(at: position, name)
        }
        switch cell.kind {
        case .text, .number, .boolean:
            return true
        case .error:
            log.error(
                .cellError, at: position, field: name,
                "the cell shows the error \(row.text(of: cell).quoted); correct it or empty it")
            return false
        case .uncomputed:
            log.error(
                .cellFormula, at: position, field: name,
                "the cell is a formula that was never computed; open the workbook in a spreadsheet "
                    + "and save it, or write the value itself")
            return false
        case .date:
            guard field?.isSpoiltByDates ?? false else {
                doubts.noteDate(at: position, name, stored: row.text(of: cell))
                return true
            }
            log.error(
                .cellDate, at: position, field: name,
                "the cell holds a date, stored as \(row.text(of: cell).quoted); format it as text "
                    + "and enter the value again")
            return false
        }
    }

    private mutating func finish(_ traits: WorksheetTraits) {
        if columns == nil {
            log.error(
                .sheetEmpty, at: nil,
                "the worksheet is empty; it needs a header and a line for each purchase")
            return
        }
        for range in traits.merges { doubts.noteMerge(range, columns: fields.count, lastRow) }
        for (index, field) in fields.enumerated() {
            guard let field, traits.hiddenColumns.contains(where: { $0.contains(index + 1) })
            else { continue }
            doubts.noteHidden(column: index + 1, of: field)
        }
        doubts.report(into: &log)
    }
}

extension WorkbookError {
    /// The rule whose finding it becomes.
    var rule: RuleName {
        switch self {
        case .foreign, .archive(.notAnArchive): .sheetFormat
        case .tooLarge: .sheetSize
        case .unknownWorksheet: .worksheetUnknown
        case .noWorksheet: .sheetEmpty
        case .archive, .missingPart, .damagedPart: .sheetUnreadable
        }
    }
}

extension SheetField {
    /// A date in such a field is never meant: a spreadsheet made it of a number or a name.
    fileprivate var isSpoiltByDates: Bool {
        switch self {
        case .bundle, .quantity, .order, .iccid, .imei, .eid: true
        case .name, .email, .group, .device, .note: false
        }
    }
}
