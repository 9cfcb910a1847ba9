// The lines of one order as a stretch of a longer list: a sheet of a million orders needs no
// million arrays.

/// The lines of one order of a sheet, in sheet order, counted from 0.
package struct OrderLines: Sendable {
    private let all: [OrderLine]
    private let first: UInt32
    private let past: UInt32

    /// A stretch of the lines of a sheet.
    init(_ stretch: Range<Int>, of all: [OrderLine]) {
        precondition(all.indices.contains(stretch))
        self.all = all
        first = UInt32(stretch.lowerBound)
        past = UInt32(stretch.upperBound)
    }

    package init(_ lines: [OrderLine]) {
        self.init(lines.indices, of: lines)
    }
}

extension OrderLines: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(past - first) }

    package subscript(index: Int) -> OrderLine {
        precondition(index >= 0 && index < endIndex)
        return all[Int(first) + index]
    }
}

extension OrderLines: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }

    package func hash(into hasher: inout Hasher) {
        for line in self { hasher.combine(line) }
    }
}
