// When an attempt was made, by two clocks: ours may be set while what became of it is not known.

/// The time in which an attempt's request can have been on its way.
package struct AttemptTimes: Hashable, Sendable {
    /// By our clock as it was then.
    package let startedAt: Timestamp
    /// The last moment at which the request can still have been on its way to the provider. A
    /// process that was stopped or killed moves it: nobody knows when that was.
    package let deadline: Timestamp
    /// What that moment was to be when the attempt was made.
    package let plannedEnd: Timestamp
    /// How far the provider's clock was ahead of ours then; nil where that was not known.
    package let skew: Duration?

    package init(
        startedAt: Timestamp, deadline: Timestamp, plannedEnd: Timestamp? = nil,
        skew: Duration? = nil
    ) {
        self.plannedEnd = plannedEnd ?? deadline
        self.startedAt = startedAt
        self.deadline = deadline
        self.skew = skew
    }

    /// The same moments as our clock tells them while the provider's is `skew` ahead of it. If
    /// either skew is unknown, as they were recorded.
    package func retold(by skew: Duration?) -> AttemptTimes {
        guard let then = self.skew, let skew else { return self }
        let shift = then - skew
        return AttemptTimes(
            startedAt: startedAt + shift, deadline: deadline + shift,
            plannedEnd: plannedEnd + shift, skew: skew)
    }
}
