// Finds the line and column of a byte: only what a finding names needs them.

import Orders

/// Turns byte offsets of a UTF-8 text into positions, going forward from a place that begins a
/// line. Lines end with LF, CRLF or CR; columns count Unicode scalars. Asking for ascending offsets
/// walks the text once.
struct PositionFinder {
    private let start: Int
    private let startLine: Int
    /// Up to here lines are counted.
    private var offset: Int
    private var line: Int
    /// Up to here the characters of the line are counted.
    private var columnOffset: Int
    private var column = 1

    /// `start` is the first byte of the line of that number.
    init(from start: Int = 0, line: Int = 1) {
        self.start = start
        startLine = line
        offset = start
        self.line = line
        columnOffset = start
    }

    /// The line that the byte is on.
    mutating func line(at target: Int, in bytes: Span<UInt8>) -> Int {
        if target < offset { self = PositionFinder(from: start, line: startLine) }
        let end = min(target, bytes.count)
        while true {
            offset = ByteScanner.lineEnds.next(from: offset, to: end, in: bytes)
            guard offset < end else { return line }
            // The LF of a CRLF was counted with its CR.
            let isCounted =
                bytes[offset] == UInt8(ascii: "\n") && offset > 0
                && bytes[offset - 1] == UInt8(ascii: "\r")
            if !isCounted { line += 1 }
            offset += 1
            columnOffset = offset
            column = 1
        }
    }

    mutating func position(at target: Int, in bytes: Span<UInt8>) -> SheetPosition {
        let line = line(at: target, in: bytes)
        while columnOffset < offset {
            if bytes[columnOffset] & 0xC0 != 0x80 { column += 1 }
            columnOffset += 1
        }
        return SheetPosition(line: line, column: column)
    }
}
