// The header of a tabular sheet: which column is which field.

/// The columns of a sheet in their order, made from its header. Every tabular form shares it.
package struct SheetColumns: Sendable {
    private enum Column {
        case field(SheetField)
        case carried(String)
        /// Without a name; there is nowhere to carry its values.
        case nameless
        /// A second column of the same name, which a finding names.
        case ignored
    }

    private var columns: [Column] = []
    /// Whether one column is, or was surely meant to be, the bundle's.
    package private(set) var hasBundle = false

    /// A row further down names the columns, and this header is none.
    package private(set) var isAboveHeader = false
    private var rowsLookedAt = 0

    /// How many columns the header has.
    package var count: Int { columns.count }

    /// Reads the header's cells and reports what is wrong with them. A misspelt column is an error,
    /// and is then read as the field it was meant to be, so that its values are checked too.
    package init(header: [SheetText], into log: inout FindingLog) {
        var claimed: [String: SheetText] = [:]
        let header = header.map { cell in
            SheetText(
                InvisibleCharacterRule.trimmed(cell, field: nil, into: &log), at: cell.position)
        }
        let exact = Set(header.map { ColumnName($0.text) })
        for cell in header {
            guard ValueSizeRule.passes(cell, field: nil, into: &log) else {
                columns.append(.ignored)
                continue
            }
            let name = cell.text.trimmed
            guard !name.isEmpty else {
                columns.append(.nameless)
                continue
            }
            var meaning = ColumnNameRule.read(
                name, at: cell.position, beside: exact, into: &log)
            if case .misspelt(let field) = meaning {
                // Beside the real column it is one of its own.
                meaning = exact.contains(.field(field)) ? .other : .field(field)
            }
            let key: String
            if case .field(let field) = meaning {
                key = field.rawValue
            } else {
                key = ColumnName.key(name)
            }
            if let earlier = claimed[key] {
                ColumnNameRule.repeated(name, at: cell.position, first: earlier, into: &log)
                columns.append(.ignored)
                continue
            }
            claimed[key] = cell
            if case .field(let field) = meaning {
                columns.append(.field(field))
                if field == .bundle { hasBundle = true }
            } else {
                columns.append(.carried(name))
            }
        }
        if !hasBundle {
            log.error(
                .columnMissing, at: header.first?.position,
                field: SheetField.bundle.rawValue,
                "the header has no such column; the sheet's first line must name the columns")
        }
    }

    /// Whether the rows below are to be looked at by `noteRow`.
    package var isLookingForHeader: Bool {
        !hasBundle && !isAboveHeader && rowsLookedAt < Limits.rowsAboveHeader
    }

    /// To be told of the first rows below a header without the bundle's column: a title, or the day
    /// of the export, may stand above the real one. That has other names beside the bundle's, or
    /// nothing.
    package mutating func noteRow(_ cells: [SheetText], into log: inout FindingLog) {
        rowsLookedAt += 1
        let keys = cells.map { ColumnName.key($0.text) }
        guard let index = keys.firstIndex(of: SheetField.bundle.rawValue) else { return }
        let isNamed = keys.indices.contains { other in
            other != index && SheetField(rawValue: keys[other]) != nil
        }
        guard isNamed || keys.count(where: { !$0.isEmpty }) == 1 else { return }
        let cell = cells[index]
        isAboveHeader = true
        log.error(
            .columnMissing, at: cell.position, field: SheetField.bundle.rawValue,
            "the header seems to be here; delete what stands above it")
    }

    /// The columns as plain lines are read under them.
    package func plain(in lines: inout SheetLinesWriter) -> [PlainColumn] {
        columns.map { column in
            switch column {
            case .field(let field): lines.plainColumn(field)
            case .carried(let name): lines.plainColumn(named: name)
            case .nameless: .refused
            case .ignored: .ignored
            }
        }
    }

    /// The line with each value under its column's meaning: those of known fields without white
    /// space around them, blank values left out. `value` gives the cell of a column, nil for a
    /// blank one.
    package mutating func line(
        at position: SheetPosition, into log: inout FindingLog, value: (Int) -> SheetText?
    ) -> SheetLine {
        var line = SheetLine(position: position)
        line.known.reserveCapacity(min(columns.count, SheetField.allCases.count))
        for index in columns.indices {
            guard let cell = value(index), !cell.text.isBlankValue else { continue }
            switch columns[index] {
            case .field(let field):
                let visible = InvisibleCharacterRule.trimmed(
                    cell, field: field.rawValue, into: &log)
                if !visible.isEmpty { line.known[field] = SheetText(visible, at: cell.position) }
            case .carried(let name):
                line.unknown.append(SheetLine.UnknownValue(column: name, value: cell))
            case .nameless:
                log.error(
                    .columnName, at: cell.position,
                    "the header has no name for column \(index + 1), but here it has a value; "
                        + "name the column or empty it")
                columns[index] = .ignored  // once for the column is enough
            case .ignored:
                break
            }
        }
        return line
    }
}
