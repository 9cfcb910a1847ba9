// A batch as the ledger holds it: what was admitted, what was bought, and what came of it.

/// A batch in the ledger.
package struct RecordedBatch: Hashable, Sendable {
    package let name: BatchName
    package let sheet: SheetIdentity
    package let admittedAt: Timestamp
    package var orders: [RecordedSheetOrder]

    package init(
        name: BatchName, sheet: SheetIdentity, admittedAt: Timestamp, orders: [RecordedSheetOrder]
    ) {
        self.name = name
        self.sheet = sheet
        self.admittedAt = admittedAt
        self.orders = orders
    }
}

/// Which sheet it was.
package struct SheetIdentity: Hashable, Sendable {
    /// The file's name without its folder.
    package let name: String
    /// Lower-case hexadecimal of the file's bytes.
    package let sha256: String
    /// Data lines, valid or not.
    package let lines: Int

    package init(name: String, sha256: String, lines: Int) {
        self.name = name
        self.sha256 = sha256
        self.lines = lines
    }
}

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

/// An API order in the ledger.
package struct RecordedOrder: Hashable, Sendable {
    package let id: OrderID
    /// Its number within the sheet order, from 1.
    package let part: Int
    package var state: OrderState
    package let planned: PlannedOrder
    package let quote: Quote
    package var reference: OrderReference?
    /// What it really cost; nil until known.
    package var total: Money?
    /// Why it is refused, unconfirmed or waiting.
    package var reason: String?
    package var esims: [DealtESIM]
    package let placedAt: Timestamp?
    package let publishedAt: Timestamp?

    package init(
        id: OrderID, part: Int, state: OrderState, planned: PlannedOrder, quote: Quote,
        reference: OrderReference?, total: Money?, reason: String?, esims: [DealtESIM],
        placedAt: Timestamp?, publishedAt: Timestamp?
    ) {
        self.id = id
        self.part = part
        self.state = state
        self.planned = planned
        self.quote = quote
        self.reference = reference
        self.total = total
        self.reason = reason
        self.esims = esims
        self.placedAt = placedAt
        self.publishedAt = publishedAt
    }

    /// The provider accepted it and failed it later.
    package var isFailedAfterAcceptance: Bool { state == .refused && placedAt != nil }

    /// What it cost, or what it is expected to while that is not known.
    package var cost: Money { total ?? quote.total }
}

/// A batch in one line.
package struct BatchSummary: Hashable, Sendable {
    package let name: BatchName
    package let sheet: SheetIdentity
    package let admittedAt: Timestamp
    /// How many API orders are in each state.
    package let states: [OrderState: Int]
    package let orders: Int
    package let esims: Int

    package init(
        name: BatchName, sheet: SheetIdentity, admittedAt: Timestamp, states: [OrderState: Int],
        orders: Int, esims: Int
    ) {
        self.name = name
        self.sheet = sheet
        self.admittedAt = admittedAt
        self.states = states
        self.orders = orders
        self.esims = esims
    }
}
