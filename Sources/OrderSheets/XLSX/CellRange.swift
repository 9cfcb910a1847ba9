// Cells by their names, such as `B14` and `A2:C5`.

import Orders

/// A rectangle of cells.
struct CellRange {
    let first: SheetPosition
    let last: SheetPosition

    /// `A2:C5` or `B14`; nil for anything else.
    init?(_ name: String) {
        let corners = name.split(separator: ":", omittingEmptySubsequences: false)
        guard corners.count <= 2, let start = corners.first.flatMap({ Self.cell($0) }),
            let end = corners.last.flatMap({ Self.cell($0) }),
            start.line <= end.line, start.column <= end.column
        else { return nil }
        first = start
        last = end
    }

    /// The place of a cell, row and column from 1; nil for what is no cell's name.
    static func cell(_ name: some StringProtocol) -> SheetPosition? {
        var column = 0
        var row = 0
        var letters = 0
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
                letters += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if row == 0, byte == UInt8(ascii: "0") { return nil }
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default:
                return nil
            }
            guard letters <= 3, row <= WorkbookLimits.rows else { return nil }
        }
        guard (1...WorkbookLimits.columns).contains(column), row > 0 else { return nil }
        return SheetPosition(line: row, column: column)
    }
}
