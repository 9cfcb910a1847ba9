// A row of a worksheet as plain values.

import Orders

struct WorksheetRow {
    /// From 1.
    var number: Int
    var isHidden: Bool
    /// The cells that hold something, in ascending order of their columns.
    var cells: [WorksheetCell]
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
    var column: Int
    /// Texts as they are, numbers as the file stores them, `TRUE` or `FALSE`.
    var text: String
    var kind: Kind
    var isFormula: Bool
}

/// What a worksheet says beside its cells.
struct WorksheetTraits {
    /// Ranges of cells that are shown as one.
    var merges: [CellRange] = []
}
