// Whose money it is, and how much is left.

/// The account as the provider describes it.
package struct Account: Hashable, Sendable {
    package let name: String
    package let balance: Money

    package init(name: String, balance: Money) {
        self.name = name
        self.balance = balance
    }
}
