// The history of an order, line by line.

/// One line of the ledger's history.
package struct LedgerEvent: Hashable, Sendable {
    package let at: Timestamp
    /// The API order's number within its sheet order, from 1; nil for the sheet order itself.
    package let part: Int?
    package let kind: String
    package let detail: String

    package init(at: Timestamp, part: Int?, kind: String, detail: String) {
        self.at = at
        self.part = part
        self.kind = kind
        self.detail = detail
    }
}
