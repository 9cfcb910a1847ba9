// The part of the ledger that remembers which eSIMs are tagged.

/// What was written on eSIMs. Each method is one durable transaction, as in `Ledger`.
package protocol TagLedger: Sendable {
    /// The newest tag that is known to be written on each eSIM of a batch.
    func tags(in batch: BatchName) async throws -> [ICCID: String]

    /// Records that the provider has taken a tag.
    func recordTag(_ tag: ESIMTag, at now: Timestamp) async throws
}
