// Collects carried values into pages while a sheet is read.

/// Writes the carried values of line after line.
struct CarriedWriter: Sendable {
    /// The names of the columns; a value is written under a name's number.
    private(set) var columns: [String] = []
    private var bytes: [UInt8] = []
    private var lineStart = 0

    /// The number of a column, from 0; each call makes a new one.
    mutating func addColumn(_ name: String) -> Int {
        columns.append(name)
        return columns.count - 1
    }

    /// Whether the page has enough for one.
    var isFull: Bool { bytes.count >= Limits.carriedPageBytes }

    mutating func append(_ text: String, column: Int) {
        var text = text
        text.makeContiguousUTF8()
        append(text.utf8.span, column: column)
    }

    /// Adds a value of well-formed UTF-8 to the line that is being written.
    mutating func append(_ text: Span<UInt8>, column: Int) {
        append(number: column + 1)
        append(number: text.count)
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Adds a value in which two quotes stand for one.
    mutating func append(doubledQuotes text: Span<UInt8>, column: Int) {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            plain.append(text[index])
            let isDoubled =
                text[index] == UInt8(ascii: "\"") && index + 1 < text.count
                && text[index + 1] == UInt8(ascii: "\"")
            index += isDoubled ? 2 : 1
        }
        append(plain.span, column: column)
    }

    /// Takes back what was written of a line that is not to be.
    mutating func dropLine() {
        bytes.removeSubrange(lineStart...)
    }

    /// Ends the line and says where it begins in the page.
    mutating func endLine() -> Int {
        bytes.append(0)
        defer { lineStart = bytes.count }
        return lineStart
    }

    /// All lines since the last page was taken.
    var page: CarriedPage { CarriedPage(bytes) }

    /// The page of all lines since the last one was taken.
    mutating func takePage() -> CarriedPage {
        defer {
            bytes = []
            bytes.reserveCapacity(Limits.carriedPageBytes + Limits.sheetValueBytes)
            lineStart = 0
        }
        return page
    }

    private mutating func append(number: Int) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
