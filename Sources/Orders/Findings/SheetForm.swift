// How a sheet counts its places: in lines of text, or in cells.

/// The form of a sheet, as far as it matters for naming a place in it.
package enum SheetForm: Hashable, Sendable {
    /// CSV and XML: line and column of a text.
    case text
    /// A workbook: row and column of a cell.
    case workbook

    /// A place as a person finds it: `14:3`, or `C14`.
    package func name(of position: SheetPosition) -> String {
        switch self {
        case .text: "\(position.line):\(position.column)"
        case .workbook: position.cell
        }
    }
}

extension SheetPosition {
    /// The cell of that row and column, such as `B14`.
    package var cell: String { "\(Self.letters(ofColumn: column))\(line)" }

    /// `A` for column 1, `AA` for column 27.
    package static func letters(ofColumn column: Int) -> String {
        var rest = column
        var letters: [Character] = []
        while rest > 0 {
            let digit = UInt8((rest - 1) % 26)
            letters.append(Character(Unicode.Scalar(UInt8(ascii: "A") + digit)))
            rest = (rest - 1) / 26
        }
        return String(letters.reversed())
    }
}
