// The lines of a sheet that are one order.

/// Lines of a sheet that are one order, in sheet order.
package struct SheetOrder: Hashable, Sendable {
    package let key: OrderKey
    package let lines: [OrderLine]

    package init(key: OrderKey, lines: [OrderLine]) {
        precondition(!lines.isEmpty)
        self.key = key
        self.lines = lines
    }

    package var name: OrderName? {
        if case .named(let name) = key { name } else { nil }
    }
}
