// Finds the line and column of a byte, going forward through a text once.

import Orders

/// Turns byte offsets of a UTF-8 text into positions. Lines end with LF, CRLF or CR; columns count
/// Unicode scalars. Asking for ascending offsets walks the text once.
struct PositionFinder {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var column = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func position(at target: Int) -> SheetPosition {
        if target < offset {
            offset = 0
            line = 1
            column = 1
        }
        let end = min(target, bytes.count)
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\n") {
                // The LF of a CRLF was counted with its CR.
                if offset < 2 || bytes[offset - 2] != UInt8(ascii: "\r") { line += 1 }
                column = 1
            } else if byte == UInt8(ascii: "\r") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SheetPosition(line: line, column: column)
    }
}
