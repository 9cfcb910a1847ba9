// The history of an order, line by line.

/// One line of the ledger's history.
package struct LedgerEvent: Hashable, Sendable {
    package let at: Timestamp
    /// The API order's number within its sheet order, from 1; nil for the sheet order itself.
    package let part: Int?
    /// The word of an `OrderEvent`, a `RevocationEvent` or a `HistoryNote`.
    package let kind: String
    package let detail: String

    package init(at: Timestamp, part: Int?, kind: String, detail: String) {
        self.at = at
        self.part = part
        self.kind = kind
        self.detail = detail
    }
}

/// What a line of history says that moves nothing along its life.
package enum HistoryNote: String, Sendable {
    /// The order came into the ledger with its sheet.
    case admitted
    /// The sheet has something else in its place.
    case withdrawn
    /// It left its sheet.
    case removed
    /// A person agreed to buy it whatever other batches have bought under its name until then.
    case repeats
    case waiting
    /// Its eSIMs did not come within the whole time that a run waits for them.
    case waitedInVain = "waited-in-vain"
    case needsAPerson = "needs-a-person"
}
