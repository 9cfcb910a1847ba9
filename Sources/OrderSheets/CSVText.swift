// Writes CSV that reads back as exactly what was written.

/// CSV by RFC 4180 for sheets. Unlike the tables of results, whose cells are made harmless for
/// spreadsheets, a sheet's values have to come back unchanged.
package enum CSVText {
    /// The cells as one row with its line break, in quotes where they are needed.
    package static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\""),
                UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                false
            default: true
            }
        }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
