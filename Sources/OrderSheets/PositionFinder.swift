// Finds the line and column of a byte: only what a finding names needs them.

import Glibc
import Orders

/// Turns byte offsets of a UTF-8 text into positions, going forward from a known place. Lines end
/// with LF, CRLF or CR; columns count Unicode scalars. Asking for ascending offsets walks the text
/// once.
struct PositionFinder {
    private let start: Int
    private let startPosition: SheetPosition
    /// Up to here lines are counted.
    private var offset: Int
    private var line: Int
    /// A place of that column, from which the next column is counted unless a line begins between.
    private var columnOffset: Int
    private var column: Int

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The byte at `start` stands on that line, in that column.
    init(from start: Int = 0, line: Int = 1, column: Int = 1) {
        self.start = start
        startPosition = SheetPosition(line: line, column: column)
        offset = start
        self.line = line
        columnOffset = start
        self.column = column
    }

    /// Gets ready for a text that begins so many bytes later.
    mutating func drop(_ count: Int, of bytes: Span<UInt8>) {
        let place = position(at: count, in: bytes)
        self = PositionFinder(line: place.line, column: place.column)
    }

    /// The line that the byte is on.
    mutating func line(at target: Int, in bytes: Span<UInt8>) -> Int {
        if target < offset {
            self = PositionFinder(
                from: start, line: startPosition.line, column: startPosition.column)
        }
        let end = min(target, bytes.count)
        if offset < end {
            line += Self.breaks(in: offset..<end, of: bytes)
            offset = end
        }
        return line
    }

    mutating func position(at target: Int, in bytes: Span<UInt8>) -> SheetPosition {
        let line = line(at: target, in: bytes)
        var lineStart = offset
        while lineStart > columnOffset, !Self.isBreak(lineStart - 1, in: bytes) { lineStart -= 1 }
        if lineStart > columnOffset {
            columnOffset = lineStart
            column = 1
        }
        while columnOffset < offset {
            if bytes[columnOffset] & 0xC0 != 0x80 { column += 1 }
            columnOffset += 1
        }
        return SheetPosition(line: line, column: column)
    }

    /// Whether a line ends with the byte.
    private static func isBreak(_ index: Int, in bytes: Span<UInt8>) -> Bool {
        if bytes[index] == lineFeed { return true }
        let isFollowed = index + 1 < bytes.count && bytes[index + 1] == lineFeed
        return bytes[index] == carriageReturn && !isFollowed
    }

    /// The line ends in the range, which is not empty. The C library looks for them: a line of XML
    /// has hundreds of bytes.
    private static func breaks(in range: Range<Int>, of bytes: Span<UInt8>) -> Int {
        breaks(by: lineFeed, in: range, of: bytes)
            + breaks(by: carriageReturn, in: range, of: bytes)
    }

    private static func breaks(by byte: UInt8, in range: Range<Int>, of bytes: Span<UInt8>) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            var count = 0
            var place = range.lowerBound
            while place < range.upperBound,
                let found = unsafe memchr(base + place, Int32(byte), range.upperBound - place)
            {
                let index = unsafe UnsafeRawPointer(found) - base
                if isBreak(index, in: bytes) { count += 1 }
                place = index + 1
            }
            return count
        }
    }
}
