// A row of a worksheet as plain values.

import Orders

/// One row. It is used again for the next, so that reading makes no garbage.
struct WorksheetRow {
    /// From 1.
    var number = 0
    var isHidden = false
    /// The cells that hold something, in ascending order of their columns.
    var cells: [WorksheetCell] = []
    /// What the cells hold, in UTF-8, one after another: texts as they are, numbers as the file
    /// stores them, `TRUE` or `FALSE`.
    var text: [UInt8] = []

    func text(of cell: WorksheetCell) -> String {
        String(utf8: text.span.extracting(cell.place.place))
    }

    /// Whether nothing can be seen in it.
    var isBlank: Bool {
        cells.allSatisfy { $0.kind == .text && text(of: $0).isBlankValue }
    }
}

struct WorksheetCell {
    enum Kind {
        case text, number, date, boolean
        /// `#N/A` and its like: the text is what the cell shows.
        case error
        /// A formula without the value that it last had.
        case uncomputed
    }

    /// From 1.
    let column: Int
    /// Where in the row's text.
    let place: SheetCell
    let kind: Kind
    let isFormula: Bool

    /// Whether it is a value and there is nothing to say of how it came to be one.
    var isPlain: Bool {
        switch kind {
        case .text, .number, .boolean: !isFormula
        case .date, .error, .uncomputed: false
        }
    }
}

/// What a worksheet says beside its cells.
struct WorksheetTraits {
    /// Ranges of cells that are shown as one.
    var merges: [CellRange] = []
    /// Ranges of columns that are not shown.
    var hiddenColumns: [ClosedRange<Int>] = []
}
