// A value of a sheet as a place in its bytes: text is made of it only where it is needed.

/// Where a value stands in the bytes of its sheet, which are below `Limits.sheetBytes`.
package struct SheetCell: Sendable {
    // Made and looked at in another module, millions of times for one sheet: so inlinable there.
    @usableFromInline let first: UInt32
    @usableFromInline let past: UInt32
    /// Whether the value stands in quotes, which are not a part of it.
    package let isQuoted: Bool
    /// Whether it has `""`, each of which stands for one quote.
    package let hasDoubledQuotes: Bool

    /// A value without quotes.
    @inlinable
    package init(_ place: Range<Int>) {
        self.init(place, isQuoted: false, hasDoubledQuotes: false)
    }

    @inlinable
    package init(_ place: Range<Int>, isQuoted: Bool, hasDoubledQuotes: Bool) {
        first = UInt32(truncatingIfNeeded: place.lowerBound)
        past = UInt32(truncatingIfNeeded: place.upperBound)
        self.isQuoted = isQuoted
        self.hasDoubledQuotes = hasDoubledQuotes
    }

    /// The value's bytes, without the quotes around it.
    @inlinable package var place: Range<Int> { start..<end }
    @inlinable package var start: Int { Int(first) }
    @inlinable package var end: Int { Int(past) }
    @inlinable package var isEmpty: Bool { first == past }
}
