// The balance as evidence: what the list does not show may still have been paid for.

/// What moved the balance beside our own purchases, as far as it is listed.
package struct OthersMoney: Sendable {
    package var orders: [ListedOrder]
    package let topUps: [ListedOrder]

    package var isEmpty: Bool { orders.isEmpty && topUps.isEmpty }

    /// What the orders cost; nil in mixed currencies.
    package func spent(in currency: Currency) -> Money? { Self.sum(orders, currency) }

    /// What came in; nil in mixed currencies.
    package func toppedUp(in currency: Currency) -> Money? { Self.sum(topUps, currency) }

    private static func sum(_ orders: [ListedOrder], _ currency: Currency) -> Money? {
        Money.sum([.zero(currency)] + orders.compactMap(\.total))
    }
}

extension Evidence {
    package func othersMoney(since start: Timestamp) -> OthersMoney {
        OthersMoney(
            orders: unowned(since: start),
            topUps: listing.orders.filter { order in
                order.isTopUp && (order.created.map { $0 >= start } ?? true)
            })
    }

    /// The money that is gone since a run began, beyond what was bought and what others are listed
    /// to have bought; below zero where more came in than is listed. Nil where that cannot be told.
    package func missing(from run: RunMoney, balance: Money) -> Money? {
        let currency = run.opening.currency
        let others = othersMoney(since: run.since)
        guard balance.currency == currency, let out = others.spent(in: currency),
            let back = others.toppedUp(in: currency)
        else { return nil }
        return run.opening - balance - run.spent - out + back
    }
}
