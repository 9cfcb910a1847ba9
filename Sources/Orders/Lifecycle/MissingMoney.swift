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
        // What was cancelled or refunded, or failed, may have moved no money.
        OthersMoney(
            orders: unowned(since: start).filter { !$0.status.isOver },
            topUps: listing.orders.filter { order in
                order.isTopUp && (order.created.map { $0 >= start } ?? true)
            })
    }

    /// Of orders that nobody owns, those that explain no missing money: one like what a run has
    /// tried to buy may be that, bought twice or in spite of a refusal. One that is known to come
    /// from elsewhere is not, unless it was made while an order like it was under way: something on
    /// the way may have sent that a second time, by another way. What an attempt was sent for that
    /// was then called not bought may have left by another address than the others.
    package func possiblyOurs(
        among orders: [ListedOrder], attempted: [[OrderItem]], since start: Timestamp
    ) -> [ListedOrder] {
        let dismissed = knowledge.dismissed.filter { $0.times.startedAt >= start }
        let items = Array(Set(attempted.joined()))
        return orders.filter { order in
            dismissed.contains { order.isLike($0.items) }
                || !isElsewhere(order)
                    && (order.isUntold || attempted.contains { order.isLike($0) })
                || isOfKin(order, to: items) || isRepetition(order, since: start)
        }
    }

    private func isRepetition(_ order: ListedOrder, since start: Timestamp) -> Bool {
        guard let created = order.created else { return false }
        return knowledge.confirmed.contains { ours in
            guard let lasted = ours.lasted, ours.times.startedAt >= start, order.isLike(ours.items)
            else { return false }
            return created >= ours.times.startedAt - knownClockMargin
                && created <= ours.times.startedAt + lasted + knownClockMargin
        }
    }

    /// The money that is gone since a run that ended without books began; what may be its own
    /// explains nothing. Nil where that cannot be told.
    package func missing(from run: EarlierRun, balance: Money) -> Money? {
        // What others bought since is theirs also where a run has met it in the meantime.
        var since = self
        let undated = listing.orders.filter { $0.created == nil }
        since.knowledge.baseline.formIntersection(undated.map(\.reference))
        let others = since.othersMoney(since: run.money.since)
        let ours = since.possiblyOurs(
            among: others.orders, attempted: run.attempted, since: run.money.since)
        guard let all = since.missing(from: run.money, balance: balance) else { return nil }
        return Money.sum([all] + ours.compactMap(\.total))
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

    /// Whether the money says that an attempt was paid for that is not listed. It need not be all
    /// that it was to cost: a price may have fallen, and costs are kept rounded up.
    package func payment(
        of attempt: UnconfirmedAttempt, from run: RunMoney, balance: Money
    ) -> PaymentSign {
        guard let missing = missing(from: run, balance: balance),
            missing.currency == attempt.expected.currency
        else { return .unclear }
        return missing.minorUnits >= max(1, attempt.expected.minorUnits / 2)
            ? .possible(missing) : .none
    }
}

/// What the balance says of an attempt that is not listed.
package enum PaymentSign: Hashable, Sendable {
    case none
    /// So much is gone that nothing explains.
    case possible(Money)
    /// The amounts cannot be compared.
    case unclear
}
