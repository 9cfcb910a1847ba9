// The record that is durable before the first byte of a purchase leaves.

/// What is recorded before a request is sent.
package struct AttemptStart: Hashable, Sendable {
    /// Its deadline holds whatever happens to the process.
    package let times: AttemptTimes
    package let expected: Money

    package init(_ times: AttemptTimes, expected: Money) {
        self.times = times
        self.expected = expected
    }
}
