// The record that is durable before the first byte of a purchase leaves.

/// What is recorded before a request is sent.
package struct AttemptStart: Hashable, Sendable {
    package let startedAt: Timestamp
    /// When the request can no longer be on its way, whatever happens to the process.
    package let deadline: Timestamp
    package let expected: Money

    package init(startedAt: Timestamp, deadline: Timestamp, expected: Money) {
        self.startedAt = startedAt
        self.deadline = deadline
        self.expected = expected
    }
}
