// A state machine over the bytes of a CSV sheet (RFC 4180), one row at a time.

import Orders

/// Splits UTF-8 bytes into rows and reports what is wrong with the quotes. Lines end with LF, CRLF
/// or CR. After a quote that is not closed it goes on at the next line, so that no row is lost in
/// silence; no byte is looked at more than twice for that.
///
/// The bytes may be a part of the sheet: a row that is not whole in them is left for the next part.
struct CSVParser {
    private let delimiter: UInt8
    /// Where the next row begins.
    private var offset: Int
    /// The line that `offset` is on, from 1.
    private var line: Int
    /// Of the row that is being read.
    private var finder: PositionFinder
    /// Over the bytes from `offset` on; nil if they are not the same any more.
    private var walk: ByteScanner.Walk?
    /// Whether the bytes ended before a quote of the row did.
    private var hasOpenQuote = false

    /// What may end a plain cell, and a quote, which must not stand in one.
    private let cellEnds: ByteScanner
    /// What matters inside of quotes.
    private let quoteOrLineEnds = ByteScanner(quote, lineFeed, carriageReturn, quote)

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ dialect: CSVDialect) {
        delimiter = dialect.delimiter
        offset = dialect.start
        line = dialect.line
        finder = PositionFinder(from: offset, line: line)
        cellEnds = ByteScanner(delimiter, Self.quote, Self.lineFeed, Self.carriageReturn)
    }

    /// Says that the next bytes begin with the next row; returns how many are before it now.
    mutating func dropRead() -> Int {
        defer {
            offset = 0
            walk = nil
        }
        return offset
    }

    /// Reads the next row, blank or not. False at the end of the bytes, or at a row that may not
    /// end with them though they are not the sheet's last. The bytes are the same for every row,
    /// but for what is said by `dropRead`.
    mutating func next(
        _ row: inout CSVRow, in bytes: Span<UInt8>, areLast: Bool = true,
        into log: inout FindingLog
    ) -> Bool {
        guard offset < bytes.count else { return false }
        let start = (offset: offset, line: line)
        readRow(&row, in: bytes)
        // A line feed may follow a carriage return, and a second quote the first.
        if !areLast, hasOpenQuote || offset >= bytes.count {
            (offset, line) = start
            walk = nil
            return false
        }
        for fault in row.faults { log.error(.quote, at: fault.position, fault.message) }
        if row.furtherFaults > 0 { log.countErrors(row.furtherFaults, .quote) }
        return true
    }

    private mutating func readRow(_ row: inout CSVRow, in bytes: Span<UInt8>) {
        row.begin(at: offset, line: line)
        finder = row.finder
        hasOpenQuote = false
        var walk = walk ?? ByteScanner.Walk(cellEnds, from: offset, in: bytes)
        while true {
            if isQuote(at: offset, in: bytes) {
                readQuoted(into: &row, in: bytes)
                walk = ByteScanner.Walk(cellEnds, from: offset + 1, in: bytes)
            } else {
                readPlain(into: &row, in: bytes, with: &walk)
            }
            guard offset < bytes.count, bytes[offset] == delimiter, !row.isTorn else { break }
            offset += 1
        }
        row.finish(at: offset)
        let end = offset
        skipLineBreak(in: bytes)
        // The line feed of CRLF is a hit too.
        if offset == end + 2 { _ = walk.next(in: bytes) }
        self.walk = walk
    }

    /// Reads a cell up to its delimiter or the line's end, which then is the last place that the
    /// walk was at.
    @inline(__always)
    private mutating func readPlain(
        into row: inout CSVRow, in bytes: Span<UInt8>, with walk: inout ByteScanner.Walk
    ) {
        let start = offset
        offset = walk.next(in: bytes)
        if isQuote(at: offset, in: bytes) { passStrayQuotes(into: &row, in: bytes, with: &walk) }
        row.append(SheetCell(start..<offset))
    }

    @inline(never)
    private mutating func passStrayQuotes(
        into row: inout CSVRow, in bytes: Span<UInt8>, with walk: inout ByteScanner.Walk
    ) {
        row.addFault(
            at: finder.position(at: offset, in: bytes),
            "a quote stands inside a cell that does not begin with one; "
                + "put the whole cell in quotes and double this one")
        repeat { offset = walk.next(in: bytes) } while isQuote(at: offset, in: bytes)
    }

    private mutating func skipToCellEnd(in bytes: Span<UInt8>) {
        while offset < bytes.count, !isCellEnd(bytes[offset]) { offset += 1 }
    }

    /// Reads a cell that begins with a quote.
    private mutating func readQuoted(into row: inout CSVRow, in bytes: Span<UInt8>) {
        let opening = (offset: offset, line: line)
        offset += 1
        var hasDoubledQuotes = false
        while skipQuotedText(in: bytes) {
            offset += 1  // the quote
            if offset < bytes.count, bytes[offset] == Self.quote {
                hasDoubledQuotes = true
                offset += 1
                continue
            }
            let close = offset - 1
            if offset < bytes.count, !isCellEnd(bytes[offset]) {
                guard line == opening.line else {
                    let closed = line
                    (offset, line) = opening
                    tear(&row, closed: closed, in: bytes)
                    return
                }
                row.addFault(
                    at: finder.position(at: offset, in: bytes),
                    "text follows the quote that closes the cell; "
                        + "double the quotes that belong to the text")
                skipToCellEnd(in: bytes)
            }
            row.append(
                SheetCell(quoted: opening.offset + 1..<close, hasDoubledQuotes: hasDoubledQuotes))
            return
        }
        (offset, line) = opening
        hasOpenQuote = true
        tear(&row, closed: nil, in: bytes)
    }

    /// Goes to the next quote, counting lines; false if the bytes end first.
    private mutating func skipQuotedText(in bytes: Span<UInt8>) -> Bool {
        while true {
            offset = quoteOrLineEnds.next(from: offset, in: bytes)
            guard offset < bytes.count else { return false }
            if bytes[offset] == Self.quote { return true }
            skipLineBreak(in: bytes)
        }
    }

    /// Reports the quote at `offset`, which is not closed, or only by one far below that belongs
    /// to another cell, and goes to the end of its line.
    private mutating func tear(
        _ row: inout CSVRow, closed line: Int?, in bytes: Span<UInt8>
    ) {
        let seen = line.map { " before line \($0), where text follows the next quote" } ?? ""
        row.addFault(
            at: finder.position(at: offset, in: bytes),
            "the quote that opens here is not closed\(seen); close it, or double it if it is text")
        row.isTorn = true
        offset = ByteScanner.lineEnds.next(from: offset, in: bytes)
    }

    private func isQuote(at offset: Int, in bytes: Span<UInt8>) -> Bool {
        offset < bytes.count && bytes[offset] == Self.quote
    }

    private func isCellEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    /// Goes to the next line, if it is not the end.
    private mutating func skipLineBreak(in bytes: Span<UInt8>) {
        guard offset < bytes.count else { return }
        let isReturn = bytes[offset] == Self.carriageReturn
        offset += 1
        if isReturn, offset < bytes.count, bytes[offset] == Self.lineFeed { offset += 1 }
        line += 1
    }
}
