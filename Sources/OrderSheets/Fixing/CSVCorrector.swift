// Finds what can be put right in the cells of a CSV sheet.

import Orders

enum CSVCorrector {
    /// The edits in the order of the text. Cells of other columns than our fields are carried as
    /// they are, and a row that does not fit the header is left alone.
    static func edits(_ bytes: [UInt8]) -> [TextEdit] {
        let text = bytes.span
        var log = FindingLog()
        var parser = CSVParser(CSVDialect(bytes, into: &log))
        var row = CSVRow()
        var fields: [SheetField?]?
        var edits: [TextEdit] = []
        while parser.next(&row, in: text, into: &log) {
            if row.isTorn { continue }
            var finder = row.finder
            guard let known = fields else {
                if row.isBlank(in: text) { continue }
                var names: [SheetField?] = []
                for cell in row.cells {
                    names.append(field(named: String(decoding: bytes[cell.place], as: UTF8.self)))
                    let edit = edit(of: cell, in: bytes, at: &finder) { .init(name: $0) }
                    if let edit { edits.append(edit) }
                }
                fields = names
                continue
            }
            guard row.cellCount == known.count else { continue }
            for (cell, field) in zip(row.cells, known) {
                guard let field else { continue }
                let edit = edit(of: cell, in: bytes, at: &finder, field: field) {
                    .init($0, in: field)
                }
                if let edit { edits.append(edit) }
            }
        }
        return edits
    }

    private static func field(named name: String) -> SheetField? {
        if case .field(let field) = ColumnName(Edges(of: name).inside) { field } else { nil }
    }

    private static func edit(
        of cell: SheetCell, in bytes: [UInt8], at finder: inout PositionFinder,
        field: SheetField? = nil, _ correct: (String) -> ValueCorrection?
    ) -> TextEdit? {
        let content = bytes[cell.place]
        // A quote inside a cell without quotes around it is an error of its own.
        guard !content.isEmpty, cell.isQuoted || !content.contains(UInt8(ascii: "\"")),
            let corrected = correct(String(decoding: content, as: UTF8.self))
        else { return nil }
        let position = finder.position(at: cell.opening, in: bytes.span)
        return TextEdit(
            range: cell.place, replacement: Array(corrected.text.utf8),
            corrections: corrected.messages.map {
                Correction(position: position, field: field?.rawValue, message: $0)
            })
    }
}
