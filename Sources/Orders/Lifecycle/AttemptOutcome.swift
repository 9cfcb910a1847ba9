// What became of an attempt to buy, as the ledger records it.

/// The last word on an attempt, which evidence or a person may still correct.
package enum AttemptOutcome: String, CaseIterable, Hashable, Sendable {
    /// On its way, or cut off by the end of the program.
    case placing
    /// No answer that says what became of it.
    case unconfirmed
    case placed, refused
    /// Surely not sent, or turned away by the provider's rate limit.
    case notPlaced = "not-placed"
    /// Found in the provider's list.
    case adopted
    /// Absent from the provider's list for long enough.
    case absent
    case settledBought = "settled-bought"
    case settledNotBought = "settled-not-bought"

    /// The order is bought by an attempt that ended so, unless a later word says otherwise.
    package static let buying: [AttemptOutcome] = [.placed, .adopted, .settledBought]
    /// Evidence or a person called the order not bought.
    package static let dismissed: [AttemptOutcome] = [.absent, .settledNotBought]
    /// The provider's answer was read.
    package static let answered: [AttemptOutcome] = [.placed, .refused, .notPlaced]
}
