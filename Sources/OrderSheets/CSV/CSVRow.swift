// A row of a CSV sheet as places in its bytes: text is made of them only where it is needed.

import Orders

/// One row. It is used again for the next, so that reading makes no garbage.
struct CSVRow {
    /// The first byte of the row, and the line on which it is.
    private(set) var start = 0
    private(set) var line = 1
    /// Just after its last character.
    private(set) var end = 0
    /// The cells up to one more than a sheet may have, once the row is ended.
    private(set) var cells: [SheetCell] = []
    /// All cells, kept or not.
    private(set) var cellCount = 0
    /// Whether the row's end could not be told, because a quote is not closed.
    var isTorn = false
    /// What is wrong with its quotes: as much as can be told of a sheet. A row may have millions.
    private(set) var faults: [(position: SheetPosition, message: String)] = []
    /// How many faults there are beside them.
    private(set) var furtherFaults = 0

    mutating func begin(at start: Int, line: Int) {
        self.start = start
        self.line = line
        cellCount = 0
        isTorn = false
        if !faults.isEmpty { faults.removeAll() }
        furtherFaults = 0
    }

    mutating func addFault(at position: SheetPosition, _ message: String) {
        if faults.count < Limits.findings {
            faults.append((position, message))
        } else {
            furtherFaults += 1
        }
    }

    /// One beyond the limit is kept, to report where it stands.
    private let mostCells = Limits.sheetColumns + 1

    @inline(__always)
    mutating func append(_ cell: SheetCell) {
        // Most rows have as many cells as the one before, whose place they take.
        if cellCount < cells.count {
            cells[cellCount] = cell
        } else if cellCount < mostCells {
            cells.append(cell)
        }
        cellCount += 1
    }

    mutating func finish(at end: Int) {
        self.end = end
        if cells.count > cellCount { cells.removeLast(cells.count - cellCount) }
    }

    /// A row begins where a line does.
    var position: SheetPosition { SheetPosition(line: line, column: 1) }

    /// Finds the places of the row's cells.
    var finder: PositionFinder { PositionFinder(from: start, line: line) }

    func isBlank(in bytes: Span<UInt8>) -> Bool {
        for cell in cells where !cell.isBlank(in: bytes) { return false }
        return true
    }
}
