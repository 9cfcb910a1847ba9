// Which of a workbook's cell formats show a number as a date or a time.

/// The cell formats of `styles.xml`, reduced to that question.
final class CellStyles: XMLStreamHandler {
    private var dateFormats: Set<Int> = []
    private var isDate: [Bool] = []
    private var isInCellFormats = false

    var isFinished: Bool { isDate.count >= WorkbookLimits.styles }

    /// Whether cells of this format, by its number, hold dates or times.
    func isDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        switch name {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }),
                let code = attributes["formatCode"], NumberFormat.isDate(code)
            {
                dateFormats.insert(id)
            }
        case "cellXfs":
            isInCellFormats = true
        case "xf" where isInCellFormats:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            isDate.append(NumberFormat.isBuiltInDate(id) || dateFormats.contains(id))
        default:
            break
        }
    }

    func end(_ name: String) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
