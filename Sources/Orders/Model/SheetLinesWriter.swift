// Collects the lines of a sheet while it is read.

/// Takes lines in the sheet's order.
package struct SheetLinesWriter: Sendable {
    private var rows: [SheetLines.Row] = []
    private(set) var bundles: NameTable
    private(set) var orders: NameTable
    private var iccids: [ICCID] = []
    private var pages: [CarriedPage] = []
    private var carried: CarriedWriter
    /// The numbers of the columns that `append` met.
    private var columns: [String: Int] = [:]

    private let memory: LargeMemory

    /// What the lines take is kept in such memory.
    package init(memory: LargeMemory = .asItComes) {
        self.memory = memory
        bundles = NameTable(memory: memory)
        orders = NameTable(memory: memory)
        carried = CarriedWriter(memory: memory)
    }

    /// Makes room for the lines of a sheet of so many bytes, if they are that many.
    package mutating func reserve(bytes: Int) {
        rows.grow(to: min(Limits.sheetLines, bytes / Limits.leastLineBytes), in: memory)
        carried.reserve(bytes: bytes)
    }

    /// The lines so far.
    package var lines: SheetLines {
        SheetLines(
            SheetLines.Content(
                rows: rows, bundles: bundles, orders: orders, iccids: iccids,
                columns: carried.columns, pages: pages + [carried.page], memory: memory))
    }

    package mutating func append(_ line: OrderLine) {
        for value in line.carried {
            let column = columns[value.column] ?? carried.addColumn(value.column)
            columns[value.column] = column
            carried.append(value.text, column: column)
        }
        iccids += line.content.iccids
        append(
            number: line.number, order: line.order.map { orders.number(of: $0.text) },
            bundle: bundles.number(of: line.content.bundle.text),
            quantity: line.content.quantity, iccidCount: line.content.iccids.count)
    }

    // MARK: A line of plain values

    mutating func addColumn(_ name: String) -> Int { carried.addColumn(name) }

    /// Carries the values of the line that is appended next, as far as their columns are carried
    /// through; `size` is how many bytes they have, or more.
    mutating func carry(
        _ cells: Span<SheetCell>, under columns: Span<PlainColumn>, in bytes: Span<UInt8>,
        size: Int
    ) {
        if size > 0 { carried.append(cells, under: columns, in: bytes, size: size) }
    }

    mutating func addBundle(_ name: Span<UInt8>) -> NameNumber { bundles.add(name) }

    mutating func addOrder(_ name: Span<UInt8>) -> NameNumber { orders.add(name) }

    /// The number of a name that is given to many lines.
    package mutating func number(of order: OrderName) -> NameNumber {
        orders.number(of: order.text)
    }

    /// Appends a line whose values are known to be good, with what was carried since the last one.
    mutating func append(
        number: Int, order: NameNumber?, bundle: NameNumber, quantity: Int, iccid: ICCID?
    ) {
        if let iccid {
            iccids.makeRoom(in: memory)
            iccids.append(iccid)
        }
        append(
            number: number, order: order, bundle: bundle, quantity: quantity,
            iccidCount: iccid == nil ? 0 : 1)
    }

    /// Its eSIMs are the last of `iccids`.
    private mutating func append(
        number: Int, order: NameNumber?, bundle: NameNumber, quantity: Int, iccidCount: Int
    ) {
        rows.append(
            SheetLines.Row(
                number: UInt32(number), bundle: bundle, quantity: UInt32(quantity),
                order: order.map { $0.index + 1 } ?? 0,
                iccids: iccidCount == 0 ? 0 : UInt32(iccids.count - iccidCount + 1),
                page: UInt32(pages.count), carried: UInt32(carried.endLine())))
        if carried.isFull { pages.append(carried.takePage()) }
    }
}
