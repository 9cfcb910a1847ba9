// What a worksheet may have that a person does not see: worth one warning of a kind, not one a row.

import Orders

/// Collects the doubts of one worksheet and reports each with its first place and its number.
struct WorksheetDoubts {
    private struct Doubt {
        let position: SheetPosition
        let field: String?
        var detail = ""
        var others = 0
    }

    /// The row of the header.
    var headerRow = 1
    private var hidden: Doubt?
    private var hiddenColumns: [Doubt] = []
    /// By column.
    private var formulas: [Int: Doubt] = [:]
    private var dates: [Int: Doubt] = [:]
    private var merges: [CellRange] = []

    mutating func noteHidden(row: Int) {
        Self.note(Doubt(position: SheetPosition(line: row, column: 1), field: nil), in: &hidden)
    }

    /// Of those of fields; what is carried through buys nothing.
    mutating func noteHidden(column: Int, of field: SheetField) {
        hiddenColumns.append(
            Doubt(
                position: SheetPosition(line: headerRow, column: column), field: field.rawValue))
    }

    mutating func noteFormula(at position: SheetPosition, _ field: String?) {
        Self.note(Doubt(position: position, field: field), in: &formulas[position.column])
    }

    mutating func noteDate(at position: SheetPosition, _ field: String?, stored: String) {
        Self.note(
            Doubt(position: position, field: field, detail: stored), in: &dates[position.column])
    }

    /// Ranges beside or below the lines are decoration.
    mutating func noteMerge(_ range: CellRange, columns: Int, _ lastRow: Int) {
        guard range.first.column <= columns, range.last.line >= headerRow,
            range.first.line <= lastRow, range.first != range.last
        else { return }
        merges.append(range)
    }

    func report(into log: inout FindingLog) {
        if let hidden {
            log.warning(
                .rowHidden, at: hidden.position,
                "the row is hidden\(Self.others(hidden)), and is read like any other; show it and "
                    + "delete it if it is not meant")
        }
        for column in hiddenColumns {
            log.warning(
                .columnHidden, at: column.position, field: column.field,
                "the column is hidden, and is read like any other; show it and delete it if it is "
                    + "not meant")
        }
        for (_, doubt) in formulas.sorted(by: { $0.key < $1.key }) {
            log.warning(
                .cellFormula, at: doubt.position, field: doubt.field,
                "the cell is a formula\(Self.others(doubt)); the value that the workbook last "
                    + "computed is read, so compare it")
        }
        for (_, doubt) in dates.sorted(by: { $0.key < $1.key }) {
            log.warning(
                .cellDate, at: doubt.position, field: doubt.field,
                "the cell holds a date\(Self.others(doubt)), and is carried as the file stores it, "
                    + "\(doubt.detail.quoted); format the column as text and enter the value again "
                    + "to carry what is shown"
            )
        }
        for range in merges {
            log.warning(
                .cellMerged, at: range.first,
                "the cells \(range.first.cell):\(range.last.cell) are merged; only the first holds "
                    + "a value and the others count as empty, so unmerge them and fill each")
        }
    }

    private static func note(_ doubt: Doubt, in first: inout Doubt?) {
        if first == nil { first = doubt } else { first?.others += 1 }
    }

    private static func others(_ doubt: Doubt) -> String {
        doubt.others == 0 ? "" : ", like \(doubt.others) more"
    }
}
