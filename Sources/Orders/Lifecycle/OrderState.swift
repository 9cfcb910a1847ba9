// The life of one API order as a state machine: a pure function of state and event.

/// Where an API order is in its life.
package enum OrderState: String, CaseIterable, Hashable, Sendable {
    /// Admitted, and nothing of it is bought.
    case ready
    /// An attempt is recorded; the request may be on its way.
    case placing
    /// The outcome of the last attempt is not known. Never sent again without evidence.
    case unconfirmed
    /// The provider accepted it; its install data is not complete yet.
    case placed
    /// All its eSIMs are in the ledger.
    case assigned
    /// Its folder stands.
    case published
    /// The provider said no; nothing was charged.
    case refused
    /// The provider accepted it and later failed it, or tells of it what cannot be, or refused it
    /// while more money went than was bought; whether it was charged, a person has to find out.
    case failed

    /// True once money was, or may have been, spent on it.
    package var mayBeBought: Bool {
        switch self {
        case .ready, .refused: false
        case .placing, .unconfirmed, .placed, .assigned, .published, .failed: true
        }
    }

    /// True while the provider's confirmation, or evidence for it, stands.
    package var isBought: Bool {
        switch self {
        case .placed, .assigned, .published: true
        case .ready, .placing, .unconfirmed, .refused, .failed: false
        }
    }
}

/// What can happen to an API order.
package enum OrderEvent: String, CaseIterable, Hashable, Sendable {
    case attemptRecorded = "attempt-recorded"
    case placed
    case notPlaced = "not-placed"
    case refused
    case outcomeUnknown = "outcome-unknown"
    case adopted
    case absent
    case settledBought = "settled-bought"
    case settledNotBought = "settled-not-bought"
    case delivered
    /// What the provider has said of the order no longer holds, or cannot be.
    case failedLater = "failed-later"
    case published
    /// The folder is gone or out of date and is rendered again.
    case unpublished
    /// A refused order is asked for again by a rerun of its sheet.
    case askedAgain = "asked-again"
}

extension OrderState {
    /// The state after an event. Nil for an event that cannot happen in this state: the caller
    /// traps, because then the program is wrong and not the world.
    package func after(_ event: OrderEvent) -> OrderState? {
        switch (self, event) {
        case (.ready, .attemptRecorded): .placing
        case (.placing, .placed): .placed
        case (.placing, .notPlaced): .ready
        case (.placing, .refused): .refused
        case (.placing, .outcomeUnknown): .unconfirmed
        case (.unconfirmed, .adopted), (.unconfirmed, .settledBought): .placed
        case (.unconfirmed, .absent), (.unconfirmed, .settledNotBought): .ready
        // A person corrects what evidence, an answer or a person had said before.
        case (.ready, .settledBought), (.refused, .settledBought), (.placed, .settledBought),
            (.failed, .settledBought):
            .placed
        case (.refused, .settledNotBought), (.placed, .settledNotBought),
            (.failed, .settledNotBought):
            .ready
        case (.placed, .delivered): .assigned
        // A refused order is as open when more money is gone than was bought, asked for again or
        // not.
        case (.placed, .failedLater), (.refused, .failedLater), (.ready, .failedLater): .failed
        case (.assigned, .published): .published
        case (.published, .unpublished): .assigned
        case (.refused, .askedAgain): .ready
        default: nil
        }
    }
}
