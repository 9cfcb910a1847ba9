// An API order as the ledger holds it.

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
    /// What was given back of it, or was tried to be.
    package var revocations: [RecordedRevocation] = []
    package let placedAt: Timestamp?
    package let assignedAt: Timestamp?
    package let publishedAt: Timestamp?

    package init(
        id: OrderID, part: Int, state: OrderState, planned: PlannedOrder, quote: Quote,
        reference: OrderReference?, total: Money?, reason: String?, esims: [DealtESIM],
        placedAt: Timestamp?, assignedAt: Timestamp? = nil, publishedAt: Timestamp?
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
        self.assignedAt = assignedAt
        self.publishedAt = publishedAt
    }

    /// Whether an eSIM of it was given back.
    package func isRevoked(_ dealt: DealtESIM) -> Bool {
        revocation(of: dealt.esim.iccid, line: dealt.line)?.state == .revoked
    }

    /// What was tried to give back what a line has on an eSIM; nil for nothing.
    package func revocation(of iccid: ICCID, line: Int) -> RecordedRevocation? {
        revocations.first { $0.iccid == iccid && $0.line == line }
    }

    /// What it cost, or what it is expected to while that is not known.
    package var cost: Money { total ?? quote.total }
}
