// Which attempt of an order a person may decide: the rule behind `settle`.

/// What is recorded of an order about which a person decides.
package struct SettlingFacts: Hashable, Sendable {
    package let state: OrderState
    /// How its last attempt ended; nil if there was none.
    package let last: AttemptOutcome?
    /// Since that attempt its eSIMs were waited for as long as a run waits, and did not come.
    package let wasWaitedFor: Bool
    /// An attempt was called not bought by evidence, a person or the provider, whatever came after
    /// it.
    package let hasDismissedAttempt: Bool

    package init(
        state: OrderState, last: AttemptOutcome?, wasWaitedFor: Bool, hasDismissedAttempt: Bool
    ) {
        self.state = state
        self.last = last
        self.wasWaitedFor = wasWaitedFor
        self.hasDismissedAttempt = hasDismissedAttempt
    }
}

/// The attempt that a decision is about.
package enum SettledAttempt: Hashable, Sendable {
    case last
    /// The last of those that were called not bought.
    case lastDismissed
}

extension Settlement {
    /// The attempt that the decision is about; nil where there is nothing to decide.
    ///
    /// An unconfirmed order is open to it; so is one that the provider failed, one that it refused
    /// and bought all the same, one that was called not bought and turned up, and one that a person
    /// or the evidence settled wrongly, as long as no eSIM of it is known. One that the provider
    /// has confirmed can only be called not bought, and only once its eSIMs were waited for in
    /// vain: it may have been refunded instead.
    package func attempt(by facts: SettlingFacts) -> SettledAttempt? {
        guard facts.last != nil else { return nil }
        let isNotBought = self == .notBought
        return switch (facts.state, facts.last) {
        case (.ready, _): facts.hasDismissedAttempt && !isNotBought ? .lastDismissed : nil
        case (.unconfirmed, .unconfirmed), (.failed, _): .last
        // To be asked for again it is run again: nobody said yet that it should be.
        case (.refused, _): isNotBought ? nil : .last
        case (.placed, .settledBought), (.placed, .adopted): .last
        case (.placed, .placed): isNotBought && facts.wasWaitedFor ? .last : nil
        case (.placed, _), (.unconfirmed, _), (.placing, _), (.assigned, _), (.published, _): nil
        }
    }
}

extension OrderState {
    /// Whether there are orders in this state about which a person may decide.
    package var isEverSettled: Bool {
        switch self {
        case .ready, .unconfirmed, .refused, .failed, .placed: true
        case .placing, .assigned, .published: false
        }
    }
}
