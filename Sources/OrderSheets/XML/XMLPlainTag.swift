// A start tag as the short way takes it: the values of its attributes as places in bytes.

import Orders

/// One tag. It is used again for the next, so that reading makes no garbage.
struct XMLPlainTag {
    /// Places in the sheet's bytes or, if there are any, in `copies`.
    private(set) var cells: [SheetCell] = []
    private(set) var copies: [UInt8] = []
    private(set) var columns: [PlainColumn] = []
    /// The tag's `<`.
    private(set) var start = 0
    /// Which of the known names the tag has had, a bit for each.
    private var seen: UInt64 = 0

    /// Whether the tag has an attribute for the order's name.
    var namesOrder: Bool {
        columns.contains { column in
            if case .order = column { true } else { false }
        }
    }

    mutating func begin() {
        cells.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        copies.removeAll(keepingCapacity: true)
        seen = 0
    }

    /// Makes the value of a cell a copy; once it is done for one, for all of them.
    mutating func copy(_ value: UnsafeBufferPointer<UInt8>, to cell: Int) {
        let start = copies.count
        unsafe copies.append(contentsOf: value)
        cells[cell] = SheetCell(start..<copies.count)
    }

    /// False if the column has a value already.
    mutating func append(_ cell: SheetCell, of column: PlainColumn, number: Int) -> Bool {
        let bit: UInt64 = 1 << UInt64(number)
        guard seen & bit == 0 else { return false }
        seen |= bit
        cells.append(cell)
        columns.append(column)
        return true
    }

    /// Looks for the tag's `<` before its end: none can stand within a well-formed tag.
    mutating func findStart(in bytes: Span<UInt8>, before end: Int) {
        var index = copies.isEmpty ? cells.first?.start ?? end : end
        while index > 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
        start = index
    }
}
