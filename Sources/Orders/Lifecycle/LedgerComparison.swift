// Decides from the provider's list whether the ledger can be trusted with more purchases.

/// What the provider's list says of the ledger, the gravest first.
package enum LedgerComparison: Hashable, Sendable {
    /// Orders like ours, newer than anything the ledger knows: it is an old copy, and buying on
    /// would buy twice. What has turned up besides is named too: who vouches for the one vouches
    /// for the other.
    case outdated([ListedOrder], turnedUp: [TurnedUp])
    /// More orders than unconfirmed attempts could be those: somebody else buys the same, or the
    /// ledger is an old copy. Either way more of the same is not bought before a person has
    /// decided.
    case undecided(Fingerprint, count: Int)
    /// Orders that fit attempts that were called not bought: they were bought after all.
    case turnedUp([TurnedUp])
    /// Nothing of that. What is listed was there before us, and is never to be taken for ours.
    case sound(Baseline)
}

/// A listed order and the attempt, called not bought, that it fits.
package struct TurnedUp: Hashable, Sendable {
    package let order: ListedOrder
    package let attempt: DismissedAttempt

    package init(order: ListedOrder, attempt: DismissedAttempt) {
        self.order = order
        self.attempt = attempt
    }
}

/// How far two clocks that were compared by whole seconds may still be apart.
package let clockDoubt: Duration = .seconds(2)

/// Compares the provider's list with what the ledger knows.
///
/// - Parameters:
///   - start: where the list begins.
///   - open: every unconfirmed attempt; what could be one of them is for reconciling to decide.
///   - buying: what is about to be bought.
///   - isTrusted: a person has checked that what the ledger does not know is somebody else's.
package func compare(
    ledgerWith evidence: Evidence, since start: Timestamp, open: [UnconfirmedAttempt],
    buying: Set<Fingerprint>, isTrusted: Bool
) -> LedgerComparison {
    let knowledge = evidence.knowledge
    let (undecided, answering) = likenesses(of: open, in: evidence)
    let unowned = evidence.unowned(since: start)
    let strangers = unowned.filter { !undecided.contains($0.reference) }
    // What is only vaguely like an open attempt, or of another time, may be what it is at its face:
    // an order that turned up, or what an old copy has forgotten.
    let others = unowned.filter { !answering.contains($0.reference) }
    let ours = OwnContents(knowledge.fingerprints.union(buying))
    // One that was shown for an attempt of its content and time is no sign of an old copy. What a
    // person was shown for something else, or for another day, may well be one.
    let denied = knowledge.denied
    let newer = others.filter { order in
        !evidence.isElsewhere(order)
            && !denied.contains(order) { $0.isLike(order, settleAfter: evidence.settleAfter) }
            && knowledge.newest.map { newest in
                order.created.map { $0 > newest - clockDoubt } ?? true
            } ?? false
    }
    let forgotten = knowledge.forgotten(of: buying, at: evidence.now)
    let turnedUp = evidence.turnedUp(among: others)
    let explained = Set(turnedUp.map(\.order.reference))
    let wanted = OwnContents(buying)
    let missed =
        newer.filter { order in
            // What a doubt hides from nobody may still be what is in doubt: it counts as soon as
            // more like it is about to be bought.
            let isDoubtful =
                knowledge.beside.contains(order.reference) || undecided.contains(order.reference)
            return !explained.contains(order.reference)
                && (isDoubtful ? wanted : ours).includes(order)
        } + forgotten
    if isTrusted {
        // What was not named is not vouched for. What is, is others', whatever is in doubt.
        let named = missed + turnedUp.map(\.order)
        let trusted = Set(named.map(\.reference))
        return .sound(
            Baseline(
                strangers: strangers.earlier(than: open).filter { !trusted.contains($0.reference) }
                    + named,
                unexplained: Set(newer.map(\.reference)).subtracting(trusted), trusted: trusted))
    }
    // An old copy that buys nothing does no harm, and delivers what is paid. What it may have
    // forgotten stays unexplained, and stops it when it would buy the like.
    if !missed.isEmpty, !buying.isEmpty { return .outdated(missed, turnedUp: turnedUp) }
    let inQuestion = unowned.filter { undecided.contains($0.reference) }
    let groups = Dictionary(grouping: open) { Fingerprint($0.items) }
    for (fingerprint, attempts) in groups.sorted(by: { $0.key.text < $1.key.text })
    where buying.contains(fingerprint) {
        let count = inQuestion.filter { $0.couldHave(attempts[0].items) }.count
        if count > attempts.count { return .undecided(fingerprint, count: count) }
    }
    if !turnedUp.isEmpty { return .turnedUp(turnedUp) }
    return .sound(
        Baseline(
            strangers: strangers.earlier(than: open), unexplained: Set(newer.map(\.reference))))
}

extension LedgerKnowledge {
    /// What is unexplained and like what is about to be bought: who has an old copy of a ledger and
    /// used it for something else first has the forgotten order there.
    fileprivate func forgotten(
        of buying: Set<Fingerprint>, at now: Timestamp?
    ) -> [ListedOrder] {
        let wanted = OwnContents(buying)
        return unexplained.filter { order in
            let isRecent = order.created.flatMap { created in
                now.map { $0 - created <= Limits.forgottenFor }
            }
            return isRecent ?? true && !owned.contains(order.reference) && wanted.includes(order)
        }
    }
}

extension Evidence {
    /// Orders that fit attempts that were called not bought. Each attempt accounts for one; more
    /// than that, or anything else like ours, means an old copy.
    fileprivate func turnedUp(among others: [ListedOrder]) -> [TurnedUp] {
        var turnedUp = revived
        // A ledger may hold refusals of years.
        let first = others.compactMap(\.created).min()
        let hasUndated = others.contains { $0.created == nil }
        var dismissed = knowledge.dismissed.filter { attempt in
            guard !hasUndated, let first else { return hasUndated }
            return attempt.lastMoment(settleAfter: settleAfter) >= first
        }
        let denied = knowledge.denied
        for order in others where !denied.contains(order, { order.isLike($0.items) }) {
            let match = dismissed.firstIndex { attempt in
                // What was refused is mostly not bought: of others' orders that are like it, those
                // from elsewhere are not it, and once it was bought, only one from our own address.
                attempt.isLike(order, settleAfter: settleAfter)
                    && !(attempt.isRefusal
                        && (attempt.isBoughtSince ? !isFromHere(order) : isElsewhere(order)))
            }
            if let match {
                turnedUp.append(TurnedUp(order: order, attempt: dismissed.remove(at: match)))
            }
        }
        return turnedUp
    }

    /// Orders that the provider refused, and lists under the reference that it then told as if it
    /// had not.
    fileprivate var revived: [TurnedUp] {
        let refused = Dictionary(
            knowledge.dismissed.compactMap { attempt in attempt.reference.map { ($0, attempt) } },
            uniquingKeysWith: { first, _ in first })
        return listing.orders.compactMap { order in
            guard let attempt = refused[order.reference], order.isPurchase, !order.status.isOver
            else { return nil }
            return TurnedUp(order: order, attempt: attempt)
        }
    }
}

/// What a person was shown for attempts that the person then called not bought, by reference.
private struct DeniedOrders {
    private let attempts: [OrderReference: [DismissedAttempt]]

    init(_ dismissed: [DismissedAttempt]) {
        var attempts: [OrderReference: [DismissedAttempt]] = [:]
        for attempt in dismissed {
            for reference in attempt.shown { attempts[reference, default: []].append(attempt) }
        }
        self.attempts = attempts
    }

    /// Whether the order was shown for an attempt that fits.
    func contains(_ order: ListedOrder, _ fits: (DismissedAttempt) -> Bool) -> Bool {
        attempts[order.reference, default: []].contains(where: fits)
    }
}

extension LedgerKnowledge {
    fileprivate var denied: DeniedOrders { DeniedOrders(dismissed) }
}

extension [ListedOrder] {
    /// While an attempt is in doubt, what is listed since stays evidence.
    fileprivate func earlier(than open: [UnconfirmedAttempt]) -> [ListedOrder] {
        guard let first = open.map(\.earliest).min() else { return self }
        return filter { order in
            order.created.map { $0 < first - reconciliationMargin } ?? false
        }
    }
}

extension DismissedAttempt {
    /// The order has the attempt's content, and a time at which the attempt can have been booked,
    /// or none that is known.
    func isLike(_ order: ListedOrder, settleAfter: Duration) -> Bool {
        // By either clock: an order that is left out here is bought once more.
        let isInTime =
            order.created.map { created in
                [recorded, times].contains { times in
                    created >= times.startedAt - reconciliationMargin
                        && created <= times.deadline + settleAfter + reconciliationLookback
                }
            } ?? true
        // Contents take more time to compare, and a ledger may hold many that are long over.
        return isInTime && order.isLike(items)
    }

    /// The last moment at which it can have been booked, by either clock.
    fileprivate func lastMoment(settleAfter: Duration) -> Timestamp {
        max(recorded.deadline, times.deadline) + settleAfter + reconciliationLookback
    }
}

/// The contents of everything that we have bought or are about to buy.
private struct OwnContents {
    private let exact: Set<Fingerprint>
    private let withoutESIMs: Set<Fingerprint>

    init(_ fingerprints: Set<Fingerprint>) {
        exact = fingerprints
        withoutESIMs = Set(fingerprints.map(\.withoutESIMs))
    }

    /// Whether the row's bundles and quantities are those of one of ours, on new eSIMs or on those
    /// that the row names. One that does not name them could be any eSIM's.
    func includes(_ order: ListedOrder) -> Bool {
        let bundles = order.items.compactMap { item -> OrderItem? in
            guard item.type == "bundle", item.quantity >= 1, let name = BundleName(item.bundle)
            else { return nil }
            return OrderItem(bundle: name, quantity: item.quantity)
        }
        if exact.contains(Fingerprint(bundles)) { return true }
        if order.items.contains(where: \.iccids.isEmpty) {
            return withoutESIMs.contains(Fingerprint(bundles).withoutESIMs)
        }
        let named = order.items.compactMap { item -> OrderItem? in
            let iccids = item.iccids.compactMap { ICCID($0) }
            guard item.type == "bundle", let name = BundleName(item.bundle),
                item.quantity == iccids.count, !iccids.isEmpty
            else { return nil }
            return OrderItem(bundle: name, quantity: item.quantity, iccids: iccids)
        }
        return named.count == bundles.count && exact.contains(Fingerprint(named))
    }
}
