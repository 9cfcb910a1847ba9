// The text of a CSV cell, and where the cell begins.

import Orders

extension SheetCell {
    /// Where the cell begins, its quote included.
    var opening: Int { isQuoted ? start - 1 : start }

    /// The cell's text, cut a little after the longest value that a sheet may have: what is longer
    /// is refused, and must not fill memory before that.
    func text(in bytes: Span<UInt8>) -> String {
        let most = Limits.sheetValueBytes + 4
        guard hasDoubledQuotes else {
            return String(utf8: bytes.extracting(start..<min(end, start + most)))
        }
        var plain: [UInt8] = []
        var index = start
        // Doubled quotes shrink, so the cut is made on what comes out.
        while index < end, plain.count < most {
            let byte = bytes[index]
            plain.append(byte)
            let isDoubled =
                byte == UInt8(ascii: "\"") && index + 1 < end && bytes[index + 1] == byte
            index += isDoubled ? 2 : 1
        }
        return String(utf8: plain.span)
    }

    /// Whether the content is spaces and tabs at most.
    func isBlank(in bytes: Span<UInt8>) -> Bool {
        for index in place
        where bytes[index] != UInt8(ascii: " ") && bytes[index] != UInt8(ascii: "\t") {
            return false
        }
        return true
    }
}
