// A cell of a CSV sheet as a place in its bytes, and the text that is made of it.

import Orders

/// One cell: its content's bytes and where the cell begins, its quote included.
struct CSVCell {
    var content: Range<Int>
    var position: SheetPosition
    /// Whether the content has `""`, each of which stands for one quote.
    var hasDoubledQuotes = false

    /// The cell's text, cut a little after the longest value that a sheet may have: what is longer
    /// is refused, and must not fill memory before that.
    func text(in bytes: [UInt8]) -> String {
        let kept = content.prefix(Limits.sheetValueBytes + 4)
        guard hasDoubledQuotes else {
            return String(decoding: bytes[kept], as: UTF8.self)
        }
        var plain: [UInt8] = []
        plain.reserveCapacity(kept.count)
        var index = kept.lowerBound
        // Doubled quotes shrink, so the cut is made on what comes out.
        while index < content.upperBound, plain.count < Limits.sheetValueBytes + 4 {
            let byte = bytes[index]
            plain.append(byte)
            let isDoubled =
                byte == UInt8(ascii: "\"") && index + 1 < content.upperBound
                && bytes[index + 1] == byte
            index += isDoubled ? 2 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Whether the content is spaces and tabs at most.
    func isBlank(in bytes: [UInt8]) -> Bool {
        bytes[content].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}
