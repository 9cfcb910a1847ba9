// What a line carries through to the results, kept compactly: a sheet has up to a million lines,
// and as strings in arrays of their own their values would take more memory than the sheet.

/// The carried values of one line in the sheet's order, in a page that many lines share. A value is
/// made when it is asked for.
package struct CarriedValues: Sendable {
    /// The names of the columns of the whole sheet.
    private let columns: [String]
    private let page: CarriedPage
    /// Where the line begins in its page.
    private let start: UInt32

    init(columns: [String], page: CarriedPage, start: Int) {
        self.columns = columns
        self.page = page
        self.start = UInt32(start)
    }

    /// The values in a page of their own, for those that do not come from a large sheet.
    package init(_ values: some Collection<CarriedValue>) {
        var writer = CarriedWriter()
        for value in values {
            writer.append(value.text, column: writer.addColumn(value.column))
        }
        let start = writer.endLine()
        self.init(
            columns: writer.columns, page: values.isEmpty ? .empty : writer.page, start: start)
    }
}

extension CarriedValues: Collection {
    /// Goes through the values once.
    package struct Iterator: IteratorProtocol {
        fileprivate let columns: [String]
        fileprivate let page: CarriedPage
        fileprivate var offset: Int

        package mutating func next() -> CarriedValue? {
            page.value(at: &offset, under: columns)
        }
    }

    package func makeIterator() -> Iterator {
        Iterator(columns: columns, page: page, offset: Int(start))
    }

    /// Indices are the values' places in the page.
    package var startIndex: Int { Int(start) }

    /// Found by going through the line, which has few values.
    package var endIndex: Int {
        var offset = Int(start)
        while page.skipValue(at: &offset) {}
        return offset
    }

    package func index(after index: Int) -> Int {
        var offset = index
        _ = page.skipValue(at: &offset)
        return offset
    }

    package subscript(index: Int) -> CarriedValue {
        var offset = index
        guard let value = page.value(at: &offset, under: columns) else {
            preconditionFailure("an index after the line's last value")
        }
        return value
    }
}

extension CarriedValues: ElementwiseHashable {}

extension CarriedValues: ExpressibleByArrayLiteral {
    package init(arrayLiteral values: CarriedValue...) {
        self.init(values)
    }
}
