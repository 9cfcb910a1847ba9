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
    /// - Parameter isPaid: leaves out what is not finished yet and may not be charged either.
    package func othersMoney(since start: Timestamp, isPaid: Bool = false) -> OthersMoney {
        // What was cancelled or refunded, or failed, may have moved no money.
        OthersMoney(
            orders: unowned(since: start).filter { order in
                isPaid ? order.status.mayBePaid : !order.status.isOver
            },
            topUps: listing.orders.filter { order in
                order.isTopUp && order.status.mayBePaid
                    && (order.created.map { $0 >= start } ?? true)
            })
    }

    /// Of orders that nobody owns, those that explain no missing money: one like what a run has
    /// tried to buy may be that, bought twice or in spite of a refusal. One that is known to come
    /// from elsewhere is not. What an attempt was sent for that was then called not bought may have
    /// left by another address than the others.
    package func possiblyOurs(
        among orders: [ListedOrder], attempted: [[OrderItem]], since start: Timestamp
    ) -> [ListedOrder] {
        let dismissed = knowledge.dismissed.filter { $0.times.startedAt >= start }
        let items = Array(Set(attempted.joined()))
        return orders.filter { order in
            dismissed.contains { order.isLike($0.items) }
                || !isElsewhere(order)
                    && (order.isUntold || attempted.contains { order.isLike($0) })
                || isOfKin(order, to: items)
        }
    }

    /// Of others' orders those that are like one of ours and were made while that was under way:
    /// somebody else's, or ours that something on the way has sent a second time, by another way.
    package func repetitions(
        among orders: [ListedOrder], since start: Timestamp
    ) -> [ListedOrder] {
        let confirmed = knowledge.confirmed.filter { $0.times.startedAt >= start }
        return orders.filter { order in
            guard let created = order.created else { return false }
            return confirmed.contains { ours in
                guard let lasted = ours.lasted else { return false }
                return created >= ours.times.startedAt - clockDoubt
                    && created <= ours.times.startedAt + lasted + clockDoubt
                    && order.isLike(ours.items)
            }
        }
    }

    /// The money that is gone since an earlier run began, beyond what was bought and what is listed
    /// to be others'. `ours` is the money of listed orders that may be the run's own, and explain
    /// or do not explain a part of it. Nil where that cannot be told.
    package func missing(
        from run: EarlierRun, balance: Money
    ) -> (all: Money, ours: [Money])? {
        // What others bought since is theirs also where a run has met it in the meantime.
        var since = self
        let undated = listing.orders.filter { $0.created == nil }
        since.knowledge.baseline.formIntersection(undated.map(\.reference))
        // The provider's clock is known to a second.
        var money = run.money
        money.since = money.since - clockDoubt
        let others = since.othersMoney(since: money.since)
        let ours = since.possiblyOurs(
            among: others.orders, attempted: run.attempted, since: run.money.since
        ).compactMap(\.total)
        guard let listed = since.missing(from: money, balance: balance),
            let all = Money.sum([listed] + ours)
        else { return nil }
        return (all, ours)
    }

    /// The money that is gone since a run began, beyond what was bought and what others are listed
    /// to have bought; below zero where more came in than is listed. Nil where that cannot be told.
    package func missing(
        from run: RunMoney, balance: Money, isPaid: Bool = false
    ) -> Money? {
        let currency = run.opening.currency
        let others = othersMoney(since: run.since, isPaid: isPaid)
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
        // What others' orders that are not finished are to cost may not be gone yet.
        guard let missing = missing(from: run, balance: balance, isPaid: true),
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
