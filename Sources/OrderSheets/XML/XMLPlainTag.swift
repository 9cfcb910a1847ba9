// A start tag as the short way takes it: the values of its attributes as places in bytes.

import Orders

/// One tag. It is used again for the next, so that reading makes no garbage.
struct XMLPlainTag {
    /// Places in the tape's text or, if they are copied, in its copies.
    private(set) var cells: [SheetCell] = []
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
    mutating func setCells(_ attributes: Span<XMLTape.Attribute>) {
        if cells.count > attributes.count { cells.removeLast(cells.count - attributes.count) }
        for index in attributes.indices {
            let cell = SheetCell(attributes[index].place)
            if index < cells.count { cells[index] = cell } else { cells.append(cell) }
        }
    }
}
