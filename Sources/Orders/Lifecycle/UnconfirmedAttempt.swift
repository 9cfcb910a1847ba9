// An attempt that nobody knows the outcome of.

/// An attempt whose outcome is unknown.
package struct UnconfirmedAttempt: Hashable, Sendable {
    package let attempt: AttemptID
    package let order: OrderID
    package let items: [OrderItem]
    package let expected: Money
    package private(set) var times: AttemptTimes
    /// From when on the provider's time to book it runs, by our clock.
    package private(set) var waitsFrom: Timestamp
    /// When it was made at the earliest, whichever clock is right: what is listed since could be
    /// it, if not certainly.
    package private(set) var earliest: Timestamp
    /// How often the order was already proven absent and sent again without a person.
    package let replacements: Int
    /// Why a person was asked about it, or about its order, before; nil if none was. Doubt that
    /// goes away because the list forgets is no evidence: such an attempt stays a person's.
    package let asked: String?

    package init(
        attempt: AttemptID, order: OrderID, items: [OrderItem], expected: Money,
        times: AttemptTimes, replacements: Int, asked: String? = nil
    ) {
        self.attempt = attempt
        self.order = order
        self.items = items
        self.expected = expected
        self.times = times
        waitsFrom = times.deadline
        earliest = times.startedAt
        self.replacements = replacements
        self.asked = asked
    }

    package var startedAt: Timestamp { times.startedAt }
    package var deadline: Timestamp { times.deadline }

    /// Whether it seems to be yet to come, or under way for days still: a clock was wrong, or is.
    package func isFromTheFuture(at now: Timestamp) -> Bool {
        startedAt > now + reconciliationMargin || deadline > now + Limits.attemptHorizon
    }

    /// The attempt with its times by our present clock, as the provider's clock tells them.
    ///
    /// The wait is over when it is by both: setting our clock forward does not shorten it, and
    /// neither does an answer with a wrong date. By a clock that was ahead nobody waits.
    package func retold(by skew: Duration?, at now: Timestamp) -> UnconfirmedAttempt {
        var retold = self
        retold.times = times.retold(by: skew)
        // An order's own time may be right where the answers' dates are ahead of it.
        retold.earliest = min(startedAt, retold.startedAt) - max(.zero, skew ?? .zero)
        retold.waitsFrom =
            isFromTheFuture(at: now) ? retold.deadline : max(deadline, retold.deadline)
        return retold
    }
}
