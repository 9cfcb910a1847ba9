// The lines of a sheet that are one order.

/// Lines of a sheet that are one order, in sheet order.
package struct SheetOrder: Hashable, Sendable {
    package let key: OrderKey
    package let lines: OrderLines

    init(key: OrderKey, lines: OrderLines) {
        precondition(!lines.isEmpty)
        self.key = key
        self.lines = lines
    }

    package init(key: OrderKey, lines: [OrderLine]) {
        self.init(key: key, lines: OrderLines(lines))
    }

    package var name: OrderName? {
        if case .named(let name) = key { name } else { nil }
    }
}
