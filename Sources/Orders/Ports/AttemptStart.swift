// The record that is durable before the first byte of a purchase leaves.

/// What is recorded before a request is sent.
package struct AttemptStart: Hashable, Sendable {
    /// Until its deadline the request may be on its way; one that a dead process left has a later
    /// one, since nobody knows when it died.
    package let times: AttemptTimes
    package let expected: Money

    package init(_ times: AttemptTimes, expected: Money) {
        self.times = times
        self.expected = expected
    }
}
