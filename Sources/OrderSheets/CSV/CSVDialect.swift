// Which delimiter a CSV sheet uses, told from its first lines.

import Orders

struct CSVDialect {
    let delimiter: UInt8
    /// Where the rows begin: after Excel's `sep=` line if there is one.
    let start: Int
    /// The physical line there, from 1.
    let line: Int
    /// False if no header ended within the bytes, so that more of them might tell another.
    let isCertain: Bool

    private static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"),
    ]

    init(_ bytes: [UInt8], into log: inout FindingLog) {
        let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let key = firstLine.prefix(4).map { $0 | 0x20 }  // lower case; `=` has the bit already
        var start = 0
        if key.elementsEqual("sep=".utf8) {
            start = firstLine.endIndex
            if start < bytes.count, bytes[start] == UInt8(ascii: "\r") { start += 1 }
            if start < bytes.count, bytes[start] == UInt8(ascii: "\n") { start += 1 }
            let named = firstLine.dropFirst(4)
            if named.count == 1, let delimiter = named.first, Self.delimiters.contains(delimiter) {
                self.init(delimiter: delimiter, start: start, line: 2, isCertain: true)
                return
            }
            log.error(
                .sheetFormat, at: SheetPosition(line: 1, column: 5),
                "\(String(decoding: named.prefix(100), as: UTF8.self).quoted) is no delimiter that "
                    + "is read; use a comma, a semicolon or a tab")
        }
        let (delimiter, isCertain) = Self.mostFrequent(in: bytes[start...])
        self.init(
            delimiter: delimiter, start: start, line: start == 0 ? 1 : 2, isCertain: isCertain)
    }

    private init(delimiter: UInt8, start: Int, line: Int, isCertain: Bool) {
        self.delimiter = delimiter
        self.start = start
        self.line = line
        self.isCertain = isCertain
    }

    /// The delimiter that stands most often outside quotes in the header, which is the first line
    /// that is not blank; a comma if there is none. Certain if that line ends within the bytes.
    private static func mostFrequent(in bytes: ArraySlice<UInt8>) -> (UInt8, isCertain: Bool) {
        var counts = [0, 0, 0]
        var isQuoted = false
        var hasContent = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                hasContent = true
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if hasContent, !isQuoted { return (best(counts), true) }
            default:
                if isQuoted { continue }
                if let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { hasContent = true }
            }
        }
        return (best(counts), false)
    }

    private static func best(_ counts: [Int]) -> UInt8 {
        var best = 0
        for index in counts.indices where counts[index] > counts[best] { best = index }
        return delimiters[best]
    }
}
