// An attempt that nobody knows the outcome of.

/// An attempt whose outcome is unknown.
package struct UnconfirmedAttempt: Hashable, Sendable {
    package let attempt: AttemptID
    package let order: OrderID
    package let items: [OrderItem]
    package let expected: Money
    package let startedAt: Timestamp
    /// The last moment at which its request can still have been on its way to the provider.
    package let deadline: Timestamp
    /// How often the order was already proven absent and sent again without a person.
    package let replacements: Int

    package init(
        attempt: AttemptID, order: OrderID, items: [OrderItem], expected: Money,
        startedAt: Timestamp, deadline: Timestamp, replacements: Int
    ) {
        self.attempt = attempt
        self.order = order
        self.items = items
        self.expected = expected
        self.startedAt = startedAt
        self.deadline = deadline
        self.replacements = replacements
    }
}
