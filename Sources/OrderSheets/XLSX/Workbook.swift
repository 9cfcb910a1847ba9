// A workbook: its worksheets, and what their cells refer to.

import Orders

/// An Office Open XML workbook (ECMA-376 part 1, both its editions), opened and not yet read.
struct Workbook {
    struct Worksheet {
        let name: String
        let isHidden: Bool
        /// The part with its cells.
        let part: String
    }

    let worksheets: [Worksheet]
    private let package: WorkbookPackage
    private let stringsPart: String?
    private let stylesPart: String?

    init(_ bytes: [UInt8]) throws(WorkbookError) {
        package = try WorkbookPackage(bytes)
        let roots = try package.relationships(of: "")
        guard let root = roots.first(where: { $0.kind == "officeDocument" })?.target else {
            throw .missingPart("_rels/.rels")
        }
        let type = package.type(of: root) ?? ""
        if type.contains("sheet.binary") { throw .foreign(.binaryWorkbook) }
        guard type.contains("sheet") || type.contains("template.macroEnabled.main") else {
            throw .foreign(.otherDocument)
        }
        let links = try package.relationships(of: root)
        let list = WorksheetListReader()
        try package.read(root, upTo: WorkbookLimits.directoryBytes, into: list)
        let parts = Dictionary(
            links.filter { $0.kind == "worksheet" }.map { ($0.id, $0.target) },
            uniquingKeysWith: { first, _ in first })
        // What is in the list and no worksheet is a chart or a macro sheet.
        worksheets = list.sheets.compactMap { sheet in
            parts[sheet.relationship].map {
                Worksheet(name: sheet.name, isHidden: sheet.isHidden, part: $0)
            }
        }
        stringsPart = links.first { $0.kind == "sharedStrings" }?.target
        stylesPart = links.first { $0.kind == "styles" }?.target
    }

    /// The worksheet of that name, or without one the first that can be seen.
    func worksheet(named wanted: String?) throws(WorkbookError) -> Worksheet {
        guard let wanted else {
            guard let first = worksheets.first(where: { !$0.isHidden }) ?? worksheets.first else {
                throw .noWorksheet
            }
            return first
        }
        if let exact = worksheets.first(where: { $0.name == wanted }) { return exact }
        // Excel compares the names without regard to case, so no two differ in that alone.
        let key = wanted.trimmed.lowercased()
        if let same = worksheets.first(where: { $0.name.trimmed.lowercased() == key }) {
            return same
        }
        var names = worksheets.map(\.name)
        if let near = nearest(to: wanted, among: names), let place = names.firstIndex(of: near) {
            names.remove(at: place)
            names.insert(near, at: 0)
        }
        throw .unknownWorksheet(wanted, names: names)
    }

    /// Hands every row with a cell to `take`, from the top, until it returns false. Returns what
    /// was learnt of the worksheet beside its rows.
    func read(
        _ worksheet: Worksheet, _ take: @escaping (WorksheetRow) -> Bool
    ) throws(WorkbookError) -> WorksheetTraits {
        let strings = SharedStrings()
        if let stringsPart { try package.read(stringsPart, into: strings) }
        if strings.isOverfull {
            throw .tooLarge("the workbook has more than \(WorkbookLimits.strings) texts")
        }
        let styles = CellStyles()
        if let stylesPart {
            try package.read(stylesPart, upTo: WorkbookLimits.stylesBytes, into: styles)
        }
        let reader = WorksheetReader(strings: strings, styles: styles, take)
        try package.read(worksheet.part, into: reader)
        if let damage = reader.damage {
            throw .damagedPart(worksheet.part, reason: damage)
        }
        return reader.traits
    }
}
