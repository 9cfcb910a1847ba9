// The two reasons that decide something. The ledger keeps why an order waits as words, and only
// here are words compared.

/// Why an attempt is a person's of which nothing is listed at all: the one reason that is the same
/// for many orders after an outage.
let absentTwice =
    "not in the provider's list, for the second time: sent twice, and neither is there"

private let unknownReference = "the provider knows no order"

/// Why an order waits whose reference the provider does not know.
package func unknownReferenceWords(_ reference: OrderReference, answer: String) -> String {
    "\(unknownReference) \(reference) (\(answer)); if it was settled with a wrong reference, "
        + "settle it again with the right one"
}

extension RecordedOrder {
    /// It was sent twice, and neither is in the provider's list: all orders of a batch that are so
    /// may be decided at once.
    package var isAbsentTwice: Bool { state == .unconfirmed && reason == absentTwice }

    /// The provider did not know its reference when it was last asked.
    package var hasUnknownReference: Bool {
        state == .placed && reason?.hasPrefix(unknownReference) ?? false
    }
}
