// Reads the example of a rule, as it would be read from a file.

package import Orders

extension RuleDocumentation.Example {
    /// What the example's sheet is called in its findings; nil for one that is no sheet.
    package var sheetName: String? {
        switch self {
        case .text(let text): text.hasPrefix("<") ? "sheet.xml" : "sheet.csv"
        case .bytes(_, let shown): shown.hasPrefix("<") ? "sheet.xml" : "sheet.csv"
        case .worksheet: "sheet.xlsx"
        case .situation: nil
        }
    }

    /// Every finding of the example's sheet; nil for one that is no sheet.
    package var log: FindingLog? {
        let bytes: [UInt8]
        switch self {
        case .text(let text): bytes = Array(text.utf8)
        case .bytes(let raw, _): bytes = raw
        case .worksheet(let data, _):
            guard let workbook = try? ExampleWorkbook.bytes(data) else { return nil }
            bytes = workbook
        case .situation: return nil
        }
        var log = FindingLog()
        _ = SheetReader.read(.bytes(bytes, name: "sheet"), into: &log)
        return log
    }
}
