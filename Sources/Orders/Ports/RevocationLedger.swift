// The part of the ledger that remembers what was given back.

/// Revocations as the ledger holds them. Each method is one durable transaction, as in `Ledger`;
/// the revocations of an order are read with the order.
package protocol RevocationLedger: Sendable {
    /// Records the intent before its request is sent; a new one, or one that is open or refused.
    func beginRevocation(
        _ plan: PlannedRevocation, of target: RevocationTarget, leaves: Bool, at now: Timestamp
    ) async throws -> RevocationID

    /// Records that somebody else has revoked it. With `leaves` the eSIM may have left the account,
    /// which it has if nothing else of ours is on it.
    func noteRevoked(
        _ plan: PlannedRevocation, as target: RevocationTarget, leaves: Bool, words: String,
        at now: Timestamp
    ) async throws

    /// Records what happened to a revocation.
    func recordRevocation(
        _ id: RevocationID, _ event: RevocationEvent, words: String, at now: Timestamp
    ) async throws

    /// Turns revocations that a dead process left as `sending` into `unconfirmed`.
    func recoverRevocations(at now: Timestamp) async throws
}

/// The ledger's number of a revocation.
package struct RevocationID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A revocation in the ledger.
package struct RecordedRevocation: Hashable, Sendable {
    package let id: RevocationID
    package let iccid: ICCID
    /// Index into the sheet order's lines.
    package let line: Int
    package let assignment: AssignmentID
    package let state: RevocationState
    /// The eSIM was to leave the account with the bundle.
    package let leaves: Bool
    /// The newest words about it: the provider's, or why it is not done.
    package let words: String
    package let at: Timestamp

    package init(
        id: RevocationID, iccid: ICCID, line: Int, assignment: AssignmentID,
        state: RevocationState, leaves: Bool, words: String, at: Timestamp
    ) {
        self.id = id
        self.iccid = iccid
        self.line = line
        self.assignment = assignment
        self.state = state
        self.leaves = leaves
        self.words = words
        self.at = at
    }
}
