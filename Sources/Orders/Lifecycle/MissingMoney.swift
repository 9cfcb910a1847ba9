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

    /// What they made the balance fall by; below zero where more came in. Nil in mixed currencies.
    package func moved(in currency: Currency) -> Money? {
        guard let out = spent(in: currency), let back = toppedUp(in: currency) else { return nil }
        return out - back
    }

    private static func sum(_ orders: [ListedOrder], _ currency: Currency) -> Money? {
        Money.sum([.zero(currency)] + orders.compactMap(\.total))
    }
}

/// Others' orders and top-ups that make up, to the cent, what the books of a run lack.
package struct OthersShare: Sendable {
    package let orders: [ListedOrder]
    package let spent: Money
    package let topUps: [ListedOrder]
    package let toppedUp: Money
    /// Those of the orders that are like one of ours and were made while that was under way.
    package let repetitions: [ListedOrder]
}

/// Money that is gone and that no order explains, neither of ours nor surely of others.
package struct UnexplainedMoney: Hashable, Sendable {
    package let all: Money
    /// What listed orders cost that may be ours, and explain a part of it or do not.
    package let possiblyOurs: [Money]

    package init(all: Money, possiblyOurs: [Money]) {
        self.all = all
        self.possiblyOurs = possiblyOurs
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

    /// What others are listed to have moved since then, if that is just the difference. Nil if it
    /// is not, or if an order among it could be one of those that a run has tried to buy.
    package func othersShare(
        of difference: Money, since start: Timestamp, attempted: [[OrderItem]]
    ) -> OthersShare? {
        var others = othersMoney(since: start)
        // What does not tell its content explains nothing.
        others.orders.removeAll { !$0.isPurchase }
        guard !others.isEmpty, let spent = others.spent(in: difference.currency),
            let toppedUp = others.toppedUp(in: difference.currency),
            spent - toppedUp == difference,
            possiblyOurs(among: others.orders, attempted: attempted, since: start).isEmpty
        else { return nil }
        return OthersShare(
            orders: others.orders, spent: spent, topUps: others.topUps, toppedUp: toppedUp,
            repetitions: repetitions(among: others.orders, since: start))
    }

    /// Of orders that nobody owns, those that explain no missing money: one like what a run has
    /// tried to buy may be that, bought twice or in spite of a refusal. One that is known to come
    /// from elsewhere is not. What an attempt was sent for that was then called not bought may have
    /// left by another address than the others.
    func possiblyOurs(
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
    private func repetitions(
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

    /// What others are listed to have bought since an earlier run is theirs also where a run has
    /// met it in the meantime; what tells no time may be older.
    package var sinceAnEarlierRun: Evidence {
        var evidence = self
        let undated = listing.orders.filter { $0.created == nil }
        evidence.knowledge.baseline.formIntersection(undated.map(\.reference))
        return evidence
    }

    /// What of the money that is gone beyond what a run bought no listed order of others explains.
    /// Nil where that cannot be told.
    package func unexplained(
        _ gone: Money, since start: Timestamp, attempted: [[OrderItem]]
    ) -> UnexplainedMoney? {
        // The provider's clock is known to a second.
        let start = start - clockDoubt
        let others = othersMoney(since: start)
        let ours = possiblyOurs(among: others.orders, attempted: attempted, since: start)
            .compactMap(\.total)
        guard let surelyOthers = others.moved(in: gone.currency),
            let all = Money.sum([gone - surelyOthers] + ours)
        else { return nil }
        return UnexplainedMoney(all: all, possiblyOurs: ours)
    }

    /// The money that is gone since a run began, beyond what was bought and what others are listed
    /// to have bought; below zero where more came in than is listed. Nil where that cannot be told.
    package func missing(
        from run: RunMoney, balance: Money, isPaid: Bool = false
    ) -> Money? {
        guard let gone = run.gone(at: balance),
            let others = othersMoney(since: run.since, isPaid: isPaid).moved(in: gone.currency)
        else { return nil }
        return gone - others
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
