// The balance as evidence: what the list does not show may still have been paid for.

extension Evidence {
    /// The money that is gone since a run began, beyond what was bought and what others are listed
    /// to have bought; below zero where more came in than is listed. Nil where that cannot be told.
    package func missing(from run: RunMoney, balance: Money) -> Money? {
        let currency = run.opening.currency
        guard balance.currency == currency else { return nil }
        let others = unowned(since: run.since).compactMap(\.total)
        let topUps = listing.orders.filter { order in
            order.isTopUp && (order.created.map { $0 >= run.since } ?? true)
        }.compactMap(\.total)
        guard let out = Money.sum([.zero(currency)] + others),
            let back = Money.sum([.zero(currency)] + topUps)
        else { return nil }
        return run.opening - balance - run.spent - out + back
    }
}
