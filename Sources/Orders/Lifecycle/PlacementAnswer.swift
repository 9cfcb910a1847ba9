// An outcome with the evidence it was read from.

/// The outcome together with the provider's raw answer, which the ledger keeps as evidence.
package struct PlacementAnswer: Sendable {
    package let outcome: PlacementOutcome
    /// The HTTP status; nil where no answer came.
    package let status: Int?
    /// The body as received, bounded; it may hold activation codes, so it goes to the ledger alone.
    package let body: [UInt8]

    package init(outcome: PlacementOutcome, status: Int? = nil, body: [UInt8] = []) {
        self.outcome = outcome
        self.status = status
        self.body = body
    }
}
