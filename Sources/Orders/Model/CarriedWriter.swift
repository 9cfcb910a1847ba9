// Collects carried values into pages while a sheet is read.

/// Writes the carried values of line after line.
struct CarriedWriter: Sendable {
    /// The names of the columns; a value is written under a name's number.
    private(set) var columns: [String] = []
    private var bytes: [UInt8] = []
    private var lineStart = 0
    private let memory: LargeMemory

    init(memory: LargeMemory = .asItComes) {
        self.memory = memory
    }

    /// Makes room for so many bytes of values, or for a page of them.
    mutating func reserve(bytes count: Int) {
        let room = min(count, Limits.carriedPageBytes) + Limits.sheetValueBytes
        bytes.grow(to: room, in: memory)
    }

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
    private mutating func append(_ text: Span<UInt8>, column: Int) {
        bytes.append(addingCapacity: room(for: 1, text.count)) { out in
            Self.write(text, column, to: &out)
        }
    }

    /// Adds those of a line's values that have a number to be carried under. There is a cell for
    /// each column, and together they have at most `size` bytes of well-formed UTF-8.
    mutating func append(
        _ cells: Span<SheetCell>, under columns: Span<PlainColumn>, in text: Span<UInt8>,
        size: Int
    ) {
        bytes.append(addingCapacity: room(for: columns.count, size)) { out in
            for index in columns.indices {
                let cell = cells[index]
                guard !cell.isEmpty, let number = columns[index].carriedNumber else { continue }
                let value = text.extracting(cell.place)
                if cell.hasDoubledQuotes {
                    Self.write(withoutDoubledQuotes(value).span, number, to: &out)
                } else {
                    Self.write(value, number, to: &out)
                }
            }
        }
    }

    /// Bytes for so many values that have so many bytes together; there is room for them then.
    private mutating func room(for count: Int, _ size: Int) -> Int {
        let room = size + count * 2 * Self.longestNumber
        bytes.makeRoom(for: room, in: memory)
        return room
    }

    @inline(__always)
    private static func write(_ text: Span<UInt8>, _ column: Int, to out: inout OutputSpan<UInt8>) {
        write(number: column + 1, to: &out)
        write(number: text.count, to: &out)
        unsafe out.withUnsafeMutableBufferPointer { buffer, count in
            unsafe text.withUnsafeBufferPointer { text in
                count = unsafe buffer[count...].initialize(fromContentsOf: text)
            }
        }
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
            reserve(bytes: Limits.carriedPageBytes)
            lineStart = 0
        }
        return page
    }

    /// Bytes of the longest number.
    private static let longestNumber = 5

    @inline(__always)
    private static func write(number: Int, to out: inout OutputSpan<UInt8>) {
        var rest = number
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// The value in which two quotes stand for one, with one for two.
private func withoutDoubledQuotes(_ text: Span<UInt8>) -> [UInt8] {
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
    return plain
}
