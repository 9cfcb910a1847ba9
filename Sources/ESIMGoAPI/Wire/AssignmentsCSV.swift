// The assignments as CSV: columns are found by name, whatever their order or spelling.

/// Reads the provider's CSV. Nil when the header lacks a column that an installation needs, and
/// when the table is damaged: a code that is put together of damaged cells installs nothing.
func readAssignmentsCSV(_ bytes: [UInt8]) -> [WireESIM]? {
    guard let table = csvRows(bytes) else { return nil }
    var rows = table.makeIterator()
    guard let header = rows.next() else { return [] }
    let names = header.map { name in
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    guard let iccid = names.firstIndex(of: "iccid"),
        let matching = names.firstIndex(of: "matchingid"),
        let address = names.firstIndex(of: "rspurl") ?? names.firstIndex(of: "smdpaddress")
    else { return nil }
    let bundle = names.firstIndex(of: "bundle")
    let reference = names.firstIndex { ["reference", "orderreference"].contains($0) }
    var esims: [WireESIM] = []
    while let row = rows.next() {
        func cell(_ index: Int?) -> String? {
            index.flatMap { row.indices.contains($0) ? row[$0] : nil }
        }
        esims.append(
            WireESIM(
                iccid: cell(iccid), matchingId: cell(matching), smdpAddress: cell(address),
                rspUrl: nil, bundle: cell(bundle), reference: cell(reference)))
    }
    return esims
}

/// The rows of an RFC 4180 table: quotes, doubled quotes, line breaks within quotes, LF or CRLF.
/// Nil where a quote stands or ends otherwise, and where the text is not UTF-8.
private func csvRows(_ bytes: [UInt8]) -> [[String]]? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    func text() -> String { String(decoding: field, as: UTF8.self) }
    while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\"") where isQuoted:
            if index < bytes.count, bytes[index] == byte {
                field.append(byte)
                index += 1
            } else {
                isQuoted = false
                let isAtEnd = index == bytes.count || ",\r\n".utf8.contains(bytes[index])
                guard isAtEnd else { return nil }
            }
        case _ where isQuoted:
            field.append(byte)
        case UInt8(ascii: "\"") where field.isEmpty:
            isQuoted = true
        case UInt8(ascii: "\""):
            return nil
        case UInt8(ascii: ","):
            row.append(text())
            field = []
        case UInt8(ascii: "\r") where index < bytes.count && bytes[index] == UInt8(ascii: "\n"):
            break
        // A return alone ends a row too: dropped, it would join what it parts.
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            row.append(text())
            field = []
            if row != [""] { rows.append(row) }
            row = []
        default:
            field.append(byte)
        }
    }
    guard !isQuoted else { return nil }
    row.append(text())
    if row != [""] { rows.append(row) }
    return rows
}
