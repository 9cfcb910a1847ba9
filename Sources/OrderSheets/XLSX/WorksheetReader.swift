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

    private var row = WorksheetRow()
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
        case "col" where attributes.isTrue("hidden"):
            guard traits.hiddenColumns.count < WorkbookLimits.columns,
                let first = attributes["min"].flatMap({ Int($0) }),
                let last = attributes["max"].flatMap({ Int($0) }), first <= last
            else { return }
            traits.hiddenColumns.append(first...last)
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
        row.text.removeAll(keepingCapacity: true)
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
            guard column < WorkbookLimits.columns else {
                damage = "row \(row.number) has more than \(WorkbookLimits.columns) columns"
                return
            }
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
        let start = row.text.count
        guard let kind = appendText() else { return }
        row.cells.append(
            WorksheetCell(
                column: column, place: SheetCell(start..<row.text.count), kind: kind,
                isFormula: isFormula))
    }

    /// Appends what the cell holds to the row's text; nil for a cell that only has looks.
    private func appendText() -> WorksheetCell.Kind? {
        let start = row.text.count
        if type == "inlineStr" {
            row.text += inline.finished()
            return row.text.count > start ? .text : nil
        }
        // A formula may well result in an empty text, which has its own type.
        if value.isEmpty { return isFormula && type != "str" ? .uncomputed : nil }
        switch type {
        case "s":
            let number = String(decoding: value, as: UTF8.self)
            guard let index = Int(number), strings.append(index, to: &row.text) else {
                damage =
                    "a cell of row \(row.number) has the text number \(number.quoted), which "
                    + "the workbook has not"
                return nil
            }
            return row.text.count > start ? .text : nil
        case "str":
            row.text += EscapedText.resolved(value)
            return .text
        case "b":
            let isTrue = value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
            row.text += isTrue ? "TRUE".utf8 : "FALSE".utf8
            return .boolean
        default:
            row.text += value
            switch type {
            case "e": return .error
            case "d": return .date
            default: return styles.isDate(style) ? .date : .number
            }
        }
    }
}
