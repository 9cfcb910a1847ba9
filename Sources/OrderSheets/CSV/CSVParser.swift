// A state machine over the bytes of a CSV sheet (RFC 4180), one row at a time.

import Orders

/// Splits UTF-8 bytes into rows and reports what is wrong with the quotes. Lines end with LF, CRLF
/// or CR. After a quote that is not closed it goes on at the next line, so that no row is lost in
/// silence; no byte is looked at more than twice for that.
struct CSVParser {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var cursor: Cursor

    private struct Cursor {
        var offset: Int
        var line: Int
        /// The column is `offset - columnBase`: this is the byte before the line's first, and one
        /// more for each byte that continues a character.
        var columnBase: Int

        var position: SheetPosition { SheetPosition(line: line, column: offset - columnBase) }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8], dialect: CSVDialect) {
        self.bytes = bytes
        delimiter = dialect.delimiter
        cursor = Cursor(
            offset: dialect.start, line: dialect.line, columnBase: dialect.start - 1)
    }

    /// Reads the next row, blank or not. False at the end.
    mutating func next(_ row: inout CSVRow, into log: inout FindingLog) -> Bool {
        guard cursor.offset < bytes.count else { return false }
        row.begin(at: cursor.position)
        while true {
            if cursor.offset < bytes.count, bytes[cursor.offset] == Self.quote {
                readQuoted(into: &row, log: &log)
            } else {
                readPlain(into: &row, log: &log)
            }
            row.end = cursor.position
            guard cursor.offset < bytes.count else { return true }
            guard bytes[cursor.offset] == delimiter, !row.isTorn else {
                skipLineBreak()
                return true
            }
            cursor.offset += 1
        }
    }

    /// Reads a cell up to its delimiter or the line's end.
    private mutating func readPlain(into row: inout CSVRow, log: inout FindingLog) {
        let start = cursor.offset
        let place = cursor.position
        if let stray = skipPlain() {
            log.error(
                .quote, at: stray,
                "a quote stands inside a cell that does not begin with one; "
                    + "put the whole cell in quotes and double this one")
        }
        row.append(CSVCell(content: start..<cursor.offset, position: place))
    }

    /// Goes to the next delimiter or line break and returns where the first quote before it is.
    private mutating func skipPlain() -> SheetPosition? {
        var stray: SheetPosition?
        var index = cursor.offset
        var continuations = 0
        scanning: while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case delimiter, Self.lineFeed, Self.carriageReturn:
                break scanning
            case Self.quote where stray == nil:
                stray = SheetPosition(
                    line: cursor.line, column: index - cursor.columnBase - continuations)
            default:
                if byte & 0xC0 == 0x80 { continuations += 1 }
            }
            index += 1
        }
        cursor.columnBase += continuations
        cursor.offset = index
        return stray
    }

    /// Reads a cell that begins with a quote.
    private mutating func readQuoted(into row: inout CSVRow, log: inout FindingLog) {
        let opening = cursor
        cursor.offset += 1
        let start = cursor.offset
        var hasDoubledQuotes = false
        while skipQuotedText() {
            cursor.offset += 1  // the quote
            if cursor.offset < bytes.count, bytes[cursor.offset] == Self.quote {
                hasDoubledQuotes = true
                cursor.offset += 1
                continue
            }
            let close = cursor.offset - 1
            let after = cursor.position
            if cursor.offset < bytes.count, !isCellEnd(bytes[cursor.offset]) {
                guard cursor.line == opening.line else {
                    tear(&row, at: opening, closed: after.line, log: &log)
                    return
                }
                _ = skipPlain()
                log.error(
                    .quote, at: after,
                    "text follows the quote that closes the cell; "
                        + "double the quotes that belong to the text")
            }
            row.append(
                CSVCell(
                    content: start..<close, position: opening.position,
                    hasDoubledQuotes: hasDoubledQuotes))
            return
        }
        tear(&row, at: opening, closed: nil, log: &log)
    }

    /// Goes to the next quote; false if the bytes end first.
    private mutating func skipQuotedText() -> Bool {
        var index = cursor.offset
        var base = cursor.columnBase
        defer {
            cursor.offset = index
            cursor.columnBase = base
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote { return true }
            index += 1
            if byte == Self.lineFeed
                || (byte == Self.carriageReturn
                    && !(index < bytes.count && bytes[index] == Self.lineFeed))
            {
                cursor.line += 1
                base = index - 1
            } else if byte & 0xC0 == 0x80 {
                base += 1
            }
        }
        return false
    }

    /// Reports a quote that is not closed, or only by one far below that belongs to another cell,
    /// and goes back to the end of the line on which it opened.
    private mutating func tear(
        _ row: inout CSVRow, at opening: Cursor, closed line: Int?, log: inout FindingLog
    ) {
        let seen = line.map { " before line \($0), where text follows the next quote" } ?? ""
        log.error(
            .quote, at: opening.position,
            "the quote that opens here is not closed\(seen); close it, or double it if it is text")
        cursor = opening
        row.isTorn = true
        while cursor.offset < bytes.count, bytes[cursor.offset] != Self.lineFeed,
            bytes[cursor.offset] != Self.carriageReturn
        {
            if bytes[cursor.offset] & 0xC0 == 0x80 { cursor.columnBase += 1 }
            cursor.offset += 1
        }
    }

    private func isCellEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func skipLineBreak() {
        let isReturn = bytes[cursor.offset] == Self.carriageReturn
        cursor.offset += 1
        if isReturn, cursor.offset < bytes.count, bytes[cursor.offset] == Self.lineFeed {
            cursor.offset += 1
        }
        cursor.line += 1
        cursor.columnBase = cursor.offset - 1
    }
}
