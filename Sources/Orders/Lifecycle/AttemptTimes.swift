// When an attempt was made, by two clocks: ours may be set while what became of it is not known.

/// The time in which an attempt's request can have been on its way.
package struct AttemptTimes: Hashable, Sendable {
    /// By our clock as it was then.
    package let startedAt: Timestamp
    /// The last moment at which the request can still have been on its way to the provider.
    package let deadline: Timestamp
    /// How far the provider's clock was ahead of ours then; nil where that was not known.
    package let skew: Duration?

    package init(startedAt: Timestamp, deadline: Timestamp, skew: Duration? = nil) {
        self.startedAt = startedAt
        self.deadline = deadline
        self.skew = skew
    }

    /// The same moments as our clock tells them while the provider's is `skew` ahead of it. If
    /// either skew is unknown, as they were recorded.
    package func retold(by skew: Duration?) -> AttemptTimes {
        guard let then = self.skew, let skew else { return self }
        let shift = then - skew
        return AttemptTimes(startedAt: startedAt + shift, deadline: deadline + shift, skew: skew)
    }
}
