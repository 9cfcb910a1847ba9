// CSV as people open it: quoted where needed, and never a formula.

import Orders

/// A table by RFC 4180 with a header line. Cells that a spreadsheet would run as a formula are
/// neutralised with a leading `'`.
struct CSVTable {
    private(set) var text = ""

    init(columns: [String]) {
        add(columns)
    }

    mutating func add(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { text += "," }
            text += Self.cell(cell)
        }
        text += "\r\n"
    }

    private static func cell(_ value: String) -> String {
        var value = value
        if let first = value.utf8.first, isFormulaStart(first) { value = "'" + value }
        guard value.utf8.contains(where: isSpecial) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }

    private static func isFormulaStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
            UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            true
        default: false
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "\r"),
            UInt8(ascii: "\n"):
            true
        default: false
        }
    }
}

/// Carried columns behind our own.
struct CarriedColumns {
    let names: [String]
    let columns: [String]

    /// `reserved` are our own columns: a carried one of the same name is told apart.
    init(_ names: [String], reserved: [String]) {
        self.names = names
        columns = names.map { reserved.contains($0.lowercased()) ? "\($0) (sheet)" : $0 }
    }

    func cells(of line: [CarriedValue]) -> [String] {
        let byName = Dictionary(
            line.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
        return names.map { byName[$0] ?? "" }
    }
}
