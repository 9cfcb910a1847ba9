// Reads the list of a workbook's sheets, in the order of their tabs.

final class WorksheetListReader: XMLStreamHandler {
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// The id of the link to its part.
        let relationship: String
    }

    private(set) var sheets: [Sheet] = []

    var isFinished: Bool { sheets.count >= WorkbookLimits.worksheets }

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        guard name == "sheet", let title = attributes["name"],
            let relationship = attributes.qualified("id")
        else { return }
        // "hidden" by a person, "veryHidden" by a program.
        let isHidden = attributes["state"].map { $0 != "visible" } ?? false
        sheets.append(Sheet(name: title, isHidden: isHidden, relationship: relationship))
    }

    func end(_ name: String) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
