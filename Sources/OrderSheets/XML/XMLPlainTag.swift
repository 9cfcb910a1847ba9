// A start tag as the short way takes it: the values of its attributes as places in bytes.

import Orders

/// One tag. It is used again for the next, so that reading makes no garbage.
struct XMLPlainTag {
    /// Places in the sheet's bytes or, if there are any, in `copies`.
    private(set) var cells: [SheetCell] = []
    private(set) var copies: [UInt8] = []
    /// The tag's `<`.
    private(set) var start = 0
    /// One for each cell.
    private(set) var columns: [PlainColumn] = []
    /// Whether the tag has an attribute for the order's name.
    private(set) var namesOrder = false

    /// Says what the attributes of this tag and of the next ones mean.
    mutating func setColumns(_ columns: [PlainColumn]) {
        self.columns = columns
        namesOrder = columns.contains { column in
            if case .order = column { true } else { false }
        }
    }

    /// Begins the next tag, with the same columns and a cell for each.
    mutating func setCells(_ count: Int, _ cell: (Int) -> SheetCell) {
        if !copies.isEmpty { copies.removeAll(keepingCapacity: true) }
        if cells.count > count { cells.removeLast(cells.count - count) }
        for index in 0..<count {
            if index < cells.count {
                cells[index] = cell(index)
            } else {
                cells.append(cell(index))
            }
        }
    }

    /// Makes the value of a cell a copy; once it is done for one, for all of them.
    mutating func copy(_ value: UnsafeBufferPointer<UInt8>, to cell: Int) {
        let start = copies.count
        unsafe copies.append(contentsOf: value)
        cells[cell] = SheetCell(start..<copies.count)
    }

    /// Looks for the tag's `<` before a place within it: none can stand within a well-formed tag.
    mutating func findStart(in bytes: Span<UInt8>, before place: Int) {
        var index = place
        while index > 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
        start = index
    }
}
