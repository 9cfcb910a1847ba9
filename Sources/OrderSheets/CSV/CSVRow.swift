// A row of a CSV sheet as places in its bytes: text is made of them only where it is needed.

import Orders

/// One row. It is used again for the next, so that reading makes no garbage.
struct CSVRow {
    /// Where the row begins.
    var start = SheetPosition(line: 1, column: 1)
    /// Just after its last character.
    var end = SheetPosition(line: 1, column: 1)
    /// The cells up to one more than a sheet may have.
    var cells: [CSVCell] = []
    /// All cells, kept or not.
    var cellCount = 0
    /// Whether the row's end could not be told, because a quote is not closed.
    var isTorn = false

    mutating func begin(at position: SheetPosition) {
        start = position
        cells.removeAll(keepingCapacity: true)
        cellCount = 0
        isTorn = false
    }

    mutating func append(_ cell: CSVCell) {
        cellCount += 1
        // One beyond the limit is kept, to report where it stands.
        if cells.count <= Limits.sheetColumns { cells.append(cell) }
    }
}
