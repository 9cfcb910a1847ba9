// The text of carried values of many lines, one after another.

/// Lines of values as `CarriedWriter` writes them: for each value the number of its column from 1,
/// the length of its text and the text in UTF-8; after a line's last value a 0. Numbers have seven
/// bits in a byte, the low ones first, and the eighth bit in all bytes but their last.
final class CarriedPage: Sendable {
    /// One line that carries nothing.
    static let empty = CarriedPage([0])

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value at the offset, which then is just after it; nil at the line's end. `columns` are
    /// the names under the numbers.
    func value(at offset: inout Int, under columns: [String]) -> CarriedValue? {
        var next = offset
        let column = number(at: &next)
        guard column > 0 else { return nil }
        let end = number(at: &next) + next
        offset = end
        return CarriedValue(
            column: columns[column - 1], text: String(decoding: bytes[next..<end], as: UTF8.self))
    }

    /// Goes past the value at the offset; false at the line's end.
    func skipValue(at offset: inout Int) -> Bool {
        var next = offset
        guard number(at: &next) > 0 else { return false }
        offset = number(at: &next) + next
        return true
    }

    private func number(at offset: inout Int) -> Int {
        var number = 0
        var shift = 0
        while true {
            let byte = bytes[offset]
            offset += 1
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }
}
