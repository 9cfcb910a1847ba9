// A sheet order and its lines as the ledger holds them.

/// A sheet order in the ledger: one folder, one or more API orders.
package struct RecordedSheetOrder: Hashable, Sendable {
    package let id: SheetOrderID
    package let key: String
    package let name: OrderName?
    /// What a person calls it: its own name, or `BUNDLE-xQUANTITY-ORDINAL`.
    package let title: String
    package let folder: String
    package let admittedAt: Timestamp
    /// False once a later version of the sheet no longer has it.
    package let isInSheet: Bool
    package let lines: [RecordedLine]
    package var orders: [RecordedOrder]

    package init(
        id: SheetOrderID, key: String, name: OrderName?, title: String, folder: String,
        admittedAt: Timestamp, isInSheet: Bool, lines: [RecordedLine], orders: [RecordedOrder]
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.title = title
        self.folder = folder
        self.admittedAt = admittedAt
        self.isInSheet = isInSheet
        self.lines = lines
        self.orders = orders
    }

    /// Whether any part of it was bought, or may have been.
    package var mayBeBought: Bool { orders.contains { $0.state.mayBeBought } }

    /// Whether all of it is in its folder.
    package var isPublished: Bool { orders.allSatisfy { $0.state == .published } }

    /// Whether everything that it bought was given back.
    package var isRevoked: Bool {
        !orders.isEmpty
            && orders.allSatisfy { !$0.esims.isEmpty && $0.esims.allSatisfy($0.isRevoked) }
    }

    /// Whether everything that it bought for a line, by its index, was given back.
    package func isRevoked(line: Int) -> Bool {
        let given = orders.flatMap { order in
            order.esims.filter { $0.line == line }.map(order.isRevoked)
        }
        return !given.isEmpty && given.allSatisfy(\.self)
    }
}

/// A line in the ledger. Its index among the sheet order's lines is what allotments refer to.
package struct RecordedLine: Hashable, Sendable {
    package let id: LineID
    /// The line's number in the newest sheet.
    package let number: Int
    package let content: LineContent
    package let carried: [CarriedValue]

    package init(id: LineID, number: Int, content: LineContent, carried: [CarriedValue]) {
        self.id = id
        self.number = number
        self.content = content
        self.carried = carried
    }
}
