// The lines of one order as places among those of its sheet: a sheet of a million orders needs no
// million arrays.

/// The lines of one order of a sheet, in sheet order, counted from 0.
package struct OrderLines: Sendable {
    private let all: SheetLines
    /// Where lines that do not stand together are; nil for a stretch of the sheet.
    private let places: [UInt32]?
    private let first: UInt32
    private let past: UInt32

    /// A stretch of the lines of a sheet; with `places`, a stretch of those, each of which is the
    /// index of a line.
    init(_ stretch: Range<Int>, of all: SheetLines, at places: [UInt32]? = nil) {
        precondition((places?.indices ?? all.indices).contains(stretch))
        self.all = all
        self.places = places
        first = UInt32(stretch.lowerBound)
        past = UInt32(stretch.upperBound)
    }

    package init(_ lines: [OrderLine]) {
        self.init(lines.indices, of: SheetLines(lines))
    }
}

extension OrderLines: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(past - first) }

    package subscript(index: Int) -> OrderLine {
        precondition(index >= 0 && index < endIndex)
        let place = Int(first) + index
        return all[places.map { Int($0[place]) } ?? place]
    }
}

extension OrderLines: ElementwiseHashable {}
