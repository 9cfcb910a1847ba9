// A value of a sheet as a place in its bytes: text is made of it only where it is needed.

/// Where a value stands in the bytes of its sheet, which are below `Limits.sheetBytes`.
package struct SheetCell: Sendable {
    private let first: UInt32
    private let past: UInt32
    /// Whether the value stands in quotes, which are not a part of it.
    package let isQuoted: Bool
    /// Whether it has `""`, each of which stands for one quote.
    package let hasDoubledQuotes: Bool

    /// A value without quotes.
    package init(_ place: Range<Int>) {
        first = UInt32(truncatingIfNeeded: place.lowerBound)
        past = UInt32(truncatingIfNeeded: place.upperBound)
        isQuoted = false
        hasDoubledQuotes = false
    }

    package init(quoted place: Range<Int>, hasDoubledQuotes: Bool) {
        first = UInt32(truncatingIfNeeded: place.lowerBound)
        past = UInt32(truncatingIfNeeded: place.upperBound)
        isQuoted = true
        self.hasDoubledQuotes = hasDoubledQuotes
    }

    /// The value's bytes, without the quotes around it.
    package var place: Range<Int> { start..<end }
    package var start: Int { Int(first) }
    package var end: Int { Int(past) }
    package var isEmpty: Bool { first == past }
}
