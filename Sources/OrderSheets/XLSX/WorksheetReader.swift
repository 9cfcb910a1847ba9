// Reads a worksheet's rows as they come, and never holds more than one of them.

import Orders

final class WorksheetReader: XMLStreamHandler {
    private(set) var traits = WorksheetTraits()
    /// What the worksheet has that no program writes; reading ends there.
    private(set) var damage: String?
    private let strings: SharedStrings
    private let styles: CellStyles
    /// False once it wants no more rows.
    private let take: (WorksheetRow) -> Bool
    private var hasEnough = false

    private var row = WorksheetRow(number: 0, isHidden: false, cells: [])
    private var column = 0
    private var isInCell = false
    private var type = ""
    private var style = 0
    private var isFormula = false
    private var isValue = false
    private var value: [UInt8] = []
    private var inline = RichText()
    private var isInline = false

    init(
        strings: SharedStrings, styles: CellStyles, _ take: @escaping (WorksheetRow) -> Bool
    ) {
        self.strings = strings
        self.styles = styles
        self.take = take
    }

    var isFinished: Bool { hasEnough || damage != nil }

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        switch name {
        case "c": startCell(attributes)
        case "v" where isInCell: isValue = true
        case "f" where isInCell: isFormula = true
        case "is" where isInCell:
            isInline = true
            inline.begin()
        case "row": startRow(attributes)
        case "mergeCell":
            guard traits.merges.count < WorkbookLimits.merges else { return }
            if let range = attributes["ref"].flatMap({ CellRange($0) }) {
                traits.merges.append(range)
            }
        default:
            if isInline { inline.start(name) }
        }
    }

    func end(_ name: String) {
        switch name {
        case "c": endCell()
        case "v": isValue = false
        case "row": hasEnough = !row.cells.isEmpty && !take(row)
        case "is": isInline = false
        default:
            if isInline { inline.end(name) }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isInline {
            unsafe inline.text(bytes)
        } else if isValue {
            // What is longer is refused, and must not fill memory before that.
            let room = Limits.sheetValueBytes + 4 - value.count
            unsafe value.append(contentsOf: bytes.prefix(max(0, room)))
        }
    }

    private func startRow(_ attributes: XMLStreamAttributes) {
        // Programs may leave the numbers out; then rows and cells follow one another.
        let number = attributes["r"].map { Int($0) ?? 0 } ?? row.number + 1
        guard number > row.number, number <= WorkbookLimits.rows else {
            damage = "row \(number) follows row \(row.number)"
            return
        }
        row.number = number
        row.isHidden = attributes.isTrue("hidden")
        row.cells.removeAll(keepingCapacity: true)
        column = 0
    }

    private func startCell(_ attributes: XMLStreamAttributes) {
        let place: SheetPosition
        if let name = attributes["r"] {
            guard let found = CellRange.cell(name), found.line == row.number,
                found.column > column
            else {
                damage =
                    "the cell \(name.quoted) stands in row \(row.number) after column \(column)"
                return
            }
            place = found
        } else {
            place = SheetPosition(line: row.number, column: column + 1)
        }
        column = place.column
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        isInCell = true
        isFormula = false
        isValue = false
        isInline = false
        value.removeAll(keepingCapacity: true)
        inline.begin()
    }

    private func endCell() {
        guard isInCell else { return }
        isInCell = false
        guard let (text, kind) = content() else { return }
        row.cells.append(
            WorksheetCell(column: column, text: text, kind: kind, isFormula: isFormula))
    }

    /// Nil for a cell that only has looks.
    private func content() -> (String, WorksheetCell.Kind)? {
        if type == "inlineStr" {
            let text = inline.finished()
            return text.isEmpty ? nil : (String(decoding: text, as: UTF8.self), .text)
        }
        // A formula may well result in an empty text, which has its own type.
        if value.isEmpty { return isFormula && type != "str" ? ("", .uncomputed) : nil }
        let text = String(decoding: value, as: UTF8.self)
        switch type {
        case "s":
            guard let string = Int(text).flatMap({ strings[$0] }) else {
                damage =
                    "a cell of row \(row.number) has the text number \(text.quoted), which "
                    + "the workbook has not"
                return nil
            }
            return string.isEmpty ? nil : (string, .text)
        case "str": return (String(decoding: EscapedText.resolved(value), as: UTF8.self), .text)
        case "b": return (text == "1" || text == "true" ? "TRUE" : "FALSE", .boolean)
        case "e": return (text, .error)
        case "d": return (text, .date)
        default: return (text, styles.isDate(style) ? .date : .number)
        }
    }
}
