// Makes a CSV sheet of a worksheet, with what can be put right put right.

import Orders

enum WorkbookCorrector {
    /// The worksheet as CSV: UTF-8 with a byte order mark, which spreadsheets need to open it
    /// again, commas, and each row on the line of its number as long as no cell has a line break.
    static func correct(
        _ content: [UInt8], worksheet: String?, doubts: [Finding],
        after corrections: [Correction], into log: inout FindingLog
    ) -> CorrectedSheet? {
        let table = Table(corrections)
        do {
            let workbook = try Workbook(content)
            let chosen = try workbook.worksheet(named: worksheet)
            table.corrections.append(
                Correction(
                    position: nil, field: nil,
                    message: "the worksheet \(chosen.name.quoted) written as CSV in UTF-8; "
                        + "formulas as their last values, hidden rows like others"))
            _ = try workbook.read(chosen) { table.take($0) }
        } catch {
            log.form = .workbook
            log.error(error.rule, at: nil, error.description)
            return nil
        }
        if let place = table.tooWide {
            log.form = .workbook
            log.error(
                .sheetSize, at: place,
                "the worksheet has more than \(Limits.sheetColumns) columns; remove those that are "
                    + "not needed")
            return nil
        }
        return CorrectedSheet(
            bytes: Array("\u{FEFF}".utf8) + Array(table.text.utf8), corrections: table.corrections,
            doubts: doubts, form: .workbook)
    }

    /// Takes the rows as the worksheet has them.
    private final class Table {
        private(set) var text = ""
        var corrections: [Correction]
        /// A cell beyond the columns that a sheet may have; nothing after it is taken.
        private(set) var tooWide: SheetPosition?
        private var fields: [SheetField?]?
        private var lastRow = 0

        init(_ corrections: [Correction]) {
            self.corrections = corrections
        }

        func take(_ row: WorksheetRow) -> Bool {
            let width = row.cells.last?.column ?? 0
            guard width <= Limits.sheetColumns else {
                tooWide = SheetPosition(line: row.number, column: width)
                return false
            }
            text += String(repeating: "\r\n", count: row.number - lastRow - 1)
            lastRow = row.number
            var cells = Array(repeating: "", count: max(width, fields?.count ?? 0))
            for cell in row.cells {
                let position = SheetPosition(line: row.number, column: cell.column)
                cells[cell.column - 1] = corrected(row.text(of: cell), at: position)
            }
            if fields == nil, !cells.allSatisfy(\.isBlankValue) {
                fields = cells.map {
                    if case .field(let field) = ColumnName($0) { field } else { nil }
                }
            }
            text += CSVText.row(cells)
            return true
        }

        private func corrected(_ text: String, at position: SheetPosition) -> String {
            let field: SheetField?
            let correction: ValueCorrection?
            if let fields {
                field = position.column <= fields.count ? fields[position.column - 1] : nil
                correction = field.flatMap { ValueCorrection(text, in: $0) }
            } else {
                field = nil
                correction = ValueCorrection(name: text)
            }
            guard let correction else { return text }
            corrections += correction.messages.map {
                Correction(position: position, field: field?.rawValue, message: $0)
            }
            return correction.text
        }
    }
}
