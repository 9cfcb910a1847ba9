// Finds what can be put right in the cells of a CSV sheet.

import Orders

enum CSVCorrector {
    /// The edits in the order of the text. Cells of other columns than our fields are carried as
    /// they are, and a row that does not fit the header is left alone.
    static func edits(_ bytes: [UInt8]) -> [TextEdit] {
        var log = FindingLog()
        var parser = CSVParser(bytes, dialect: CSVDialect(bytes, into: &log))
        var row = CSVRow()
        var fields: [SheetField?]?
        var edits: [TextEdit] = []
        while parser.next(&row, into: &log) {
            if row.isTorn { continue }
            guard let known = fields else {
                if row.cells.allSatisfy({ $0.isBlank(in: bytes) }) { continue }
                fields = row.cells.map { cell in
                    field(named: String(decoding: bytes[cell.content], as: UTF8.self))
                }
                edits += row.cells.compactMap { edit(of: $0, in: bytes) { .init(name: $0) } }
                continue
            }
            guard row.cellCount == known.count else { continue }
            for (cell, field) in zip(row.cells, known) {
                guard let field else { continue }
                let edit = edit(of: cell, in: bytes, field: field) { .init($0, in: field) }
                if let edit { edits.append(edit) }
            }
        }
        return edits
    }

    private static func field(named name: String) -> SheetField? {
        if case .field(let field) = ColumnName(Edges(of: name).inside) { field } else { nil }
    }

    private static func edit(
        of cell: CSVCell, in bytes: [UInt8], field: SheetField? = nil,
        _ correct: (String) -> ValueCorrection?
    ) -> TextEdit? {
        let content = bytes[cell.content]
        let isQuoted =
            cell.content.lowerBound > 0 && bytes[cell.content.lowerBound - 1] == UInt8(ascii: "\"")
        // A quote inside a cell without quotes around it is an error of its own.
        guard !content.isEmpty, isQuoted || !content.contains(UInt8(ascii: "\"")),
            let corrected = correct(String(decoding: content, as: UTF8.self))
        else { return nil }
        return TextEdit(
            range: cell.content, replacement: Array(corrected.text.utf8),
            corrections: corrected.messages.map {
                Correction(position: cell.position, field: field?.rawValue, message: $0)
            })
    }
}
