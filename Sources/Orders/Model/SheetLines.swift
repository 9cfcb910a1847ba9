// The lines of a sheet, kept compactly: a sheet has up to a million.

/// The lines of one sheet, in its order. A line is made when it is asked for, of numbers and of
/// names, eSIMs and carried values that the whole sheet shares.
package struct SheetLines: Sendable {
    /// A line as numbers.
    struct Row: Sendable {
        let number: UInt32
        let bundle: NameNumber
        let quantity: UInt32
        /// The number of the order's name and 1 more; 0 for none.
        let order: UInt32
        /// Where its eSIMs begin among those of all lines and 1 more; 0 for none. They are as many
        /// as the quantity.
        let iccids: UInt32
        let page: UInt32
        /// Where in the page its carried values begin.
        let carried: UInt32
    }

    /// What the lines of a sheet share.
    final class Content: Sendable {
        let rows: [Row]
        let bundles: NameTable
        let orders: NameTable
        let iccids: [ICCID]
        /// Of the carried values.
        let columns: [String]
        let pages: [CarriedPage]
        let memory: LargeMemory

        init(
            rows: [Row], bundles: NameTable, orders: NameTable, iccids: [ICCID],
            columns: [String], pages: [CarriedPage], memory: LargeMemory
        ) {
            self.rows = rows
            self.bundles = bundles
            self.orders = orders
            self.iccids = iccids
            self.columns = columns
            self.pages = pages
            self.memory = memory
        }
    }

    private let content: Content

    init(_ content: Content) {
        self.content = content
    }

    package init(_ lines: some Sequence<OrderLine>) {
        var writer = SheetLinesWriter()
        for line in lines { writer.append(line) }
        self = writer.lines
    }

    /// How many eSIMs get a bundle, over all lines.
    package var quantity: Int { content.rows.reduce(0) { $0 + Int($1.quantity) } }

    /// The number of the order's name that a line has, if it has one. One name may have several.
    func orderNumber(of index: Int) -> NameNumber? {
        let order = content.rows[index].order
        return order == 0 ? nil : NameNumber(index: order - 1)
    }

    /// For what is made of all lines.
    var memory: LargeMemory { content.memory }

    /// The names of orders by their numbers.
    var orderNames: NameTable { content.orders }

    private func iccids(of row: Row) -> [ICCID] {
        guard row.iccids > 0 else { return [] }
        let start = Int(row.iccids) - 1
        return Array(content.iccids[start..<start + Int(row.quantity)])
    }

    func orderName(_ number: NameNumber) -> OrderName {
        OrderName(known: content.orders[number])
    }
}

extension SheetLines: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { content.rows.count }

    package subscript(index: Int) -> OrderLine {
        let row = content.rows[index]
        return OrderLine(
            number: Int(row.number), order: orderNumber(of: index).map { orderName($0) },
            content: LineContent(
                bundle: BundleName(known: content.bundles[row.bundle]),
                quantity: Int(row.quantity),
                iccids: iccids(of: row)),
            carried: CarriedValues(
                columns: content.columns, page: content.pages[Int(row.page)],
                start: Int(row.carried)))
    }
}

extension SheetLines: ElementwiseHashable {}

extension SheetLines: ExpressibleByArrayLiteral {
    package init(arrayLiteral lines: OrderLine...) {
        self.init(lines)
    }
}
