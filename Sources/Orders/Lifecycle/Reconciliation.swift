// Decides what became of unconfirmed attempts from the provider's own list: evidence in, decisions
// out, and no clock, ledger or network in between.

/// The evidence for one round of decisions.
package struct Evidence: Sendable {
    package var listing: OrderListing
    /// References that a row of the ledger owns.
    package var owned: Set<OrderReference>
    /// References that were listed before any of the attempts was made: others' orders.
    package var baseline: Set<OrderReference>
    /// The addresses from which the provider saw our own confirmed orders come.
    package var ownAddresses: Set<String>
    /// True once the wait is over and two full listings since then agree.
    package var isSettled: Bool
    /// How long after an attempt's deadline the provider may still book it.
    package var settleAfter: Duration
    /// When the listing was taken; nil leaves attempts from the future unnoticed.
    package var now: Timestamp?

    package init(
        listing: OrderListing, owned: Set<OrderReference>, baseline: Set<OrderReference>,
        ownAddresses: Set<String>, isSettled: Bool, settleAfter: Duration = .seconds(900),
        now: Timestamp? = nil
    ) {
        self.listing = listing
        self.owned = owned
        self.baseline = baseline
        self.ownAddresses = ownAddresses
        self.isSettled = isSettled
        self.settleAfter = settleAfter
        self.now = now
    }
}

/// How much earlier than the first attempt a listed order may have been created and still be one of
/// ours: clocks disagree, and the server's is known to a second.
package let reconciliationMargin: Duration = .seconds(300)

/// How far back look-alikes are searched for that cannot be adopted, but forbid to call an attempt
/// absent: our clock may have been put right since the attempt.
package let reconciliationLookback: Duration = .seconds(3_600)

/// Decides every unconfirmed attempt by counting. Equal orders are interchangeable until they are
/// delivered, so per fingerprint the number of listed orders that nobody owns decides:
/// as many as, or fewer than, the attempts are ours; more means that somebody else buys the same.
/// While anything is listed that could be one of ours, none of them is called absent.
///
/// - Parameters:
///   - attempts: every attempt that is unconfirmed.
///   - judged: those of them that this run has already given to a person. They get no verdict, and
///     what is listed may still be theirs.
package func reconcile(
    _ attempts: [UnconfirmedAttempt], judged: Set<AttemptID> = [], by evidence: Evidence
) -> [AttemptID: Verdict] {
    let sorting = Sorting(attempts, evidence)
    var verdicts: [AttemptID: Verdict] = [:]
    for (fingerprint, all) in sorting.groups {
        let group = all.filter { !judged.contains($0.attempt) }
        let found = (sorting.candidates[fingerprint] ?? []).sorted(by: createdEarlier)
        let isShared = sorting.foreigners.contains { stranger in
            !(evidence.isElsewhere(stranger) && found.allSatisfy(evidence.isFromHere))
        }
        if sorting.unclear.contains(fingerprint) {
            for one in group { verdicts[one.attempt] = .person(reason: Reason.unclear) }
        } else if group.count < all.count, !found.isEmpty {
            for one in group { verdicts[one.attempt] = .person(reason: Reason.judged) }
        } else {
            decide(
                group, found: found, isShared: isShared,
                isDoubtful: sorting.doubtful.contains(fingerprint), evidence, &verdicts)
        }
    }
    return verdicts
}

/// The listed orders that are, or could be, one of the attempts, by attempt. Two readings of the
/// list agree when they agree on these, whatever else others buy meanwhile; and they are what a
/// person has seen who decides an attempt.
package func lookalikes(
    of attempts: [UnconfirmedAttempt], in evidence: Evidence
) -> [AttemptID: [OrderReference]] {
    let found = Sorting(attempts, evidence).lookalikes
    return Dictionary(
        uniqueKeysWithValues: attempts.map { ($0.attempt, found[Fingerprint($0.items)] ?? []) })
}

/// The listed orders, sorted by what they can be.
private struct Sorting {
    let groups: [Fingerprint: [UnconfirmedAttempt]]
    /// Surely like an attempt of just this fingerprint.
    private(set) var candidates: [Fingerprint: [ListedOrder]] = [:]
    /// Like attempts of several fingerprints.
    private(set) var unclear: Set<Fingerprint> = []
    /// Has an order that could be an attempt's, but is not surely like it.
    private(set) var doubtful: Set<Fingerprint> = []
    private(set) var foreigners: [ListedOrder] = []
    /// Every listed order that is, or could be, an attempt's of a fingerprint.
    private(set) var lookalikes: [Fingerprint: [OrderReference]] = [:]

    init(_ attempts: [UnconfirmedAttempt], _ evidence: Evidence) {
        groups = Dictionary(grouping: attempts) { Fingerprint($0.items) }
        guard let first = attempts.map(\.startedAt).min() else { return }
        for order in evidence.unowned(since: first - reconciliationLookback) {
            var certain: [Fingerprint] = []
            var possible: [Fingerprint] = []
            for (fingerprint, group) in groups {
                switch evidence.likeness(of: order, to: group) {
                case .none: break
                case .possible: possible.append(fingerprint)
                case .certain: certain.append(fingerprint)
                }
            }
            // A row that names the existing eSIMs of an attempt is no other attempt's.
            let naming = Set(
                groups.filter { order.namesTheESIMs(of: $0.value[0].items) }.map(\.key))
            if !naming.isDisjoint(with: certain + possible) {
                certain.removeAll { !naming.contains($0) }
                possible.removeAll { !naming.contains($0) }
            }
            for fingerprint in certain + possible {
                lookalikes[fingerprint, default: []].append(order.reference)
            }
            if certain.isEmpty {
                doubtful.formUnion(possible)
            } else if certain.count + possible.count > 1 {
                // Whoever got it, another would be bought again or never: also where it is only
                // the price or the time that speaks against the other.
                unclear.formUnion(certain + possible)
            }
            if certain.count == 1, possible.isEmpty, let only = certain.first {
                candidates[only, default: []].append(order)
            } else if certain.isEmpty,
                !possible.isEmpty
                    || order.created.map({ $0 >= first - reconciliationMargin }) ?? true
            {
                foreigners.append(order)
            }
        }
    }
}

/// How like an attempt a listed order is.
private enum Likeness {
    case none, possible, certain
}

private enum Reason {
    static let unclear = "the provider lists an order that could be more than one of ours"
    static let tooMany =
        "the provider lists more such orders than were sent: somebody else buys the same"
    static let shared =
        "the account is used by somebody else too, so a listed order cannot be proven ours"
    static let judged =
        "the provider lists such an order, and it may be that of an equal one that is already "
        + "yours to decide"
    static let absentAgain = "not in the provider's list, for the second time"
    static let doubtful =
        "the provider lists an order that could be it, but differs in price, origin or time"
    static let clock =
        "it was recorded in the future: this machine's clock was wrong then or is now"
}

private func decide(
    _ group: [UnconfirmedAttempt], found: [ListedOrder], isShared: Bool, isDoubtful: Bool,
    _ evidence: Evidence, _ verdicts: inout [AttemptID: Verdict]
) {
    let attempts = group.sorted {
        ($0.startedAt, $0.attempt.rawValue) < ($1.startedAt, $1.attempt.rawValue)
    }
    if found.count > attempts.count || (isShared && !found.isEmpty) {
        let reason = found.count > attempts.count ? Reason.tooMany : Reason.shared
        for one in attempts { verdicts[one.attempt] = .person(reason: reason) }
        return
    }
    for (index, one) in attempts.enumerated() {
        if index < found.count {
            verdicts[one.attempt] = .adopt(found[index])
        } else if let now = evidence.now, one.startedAt > now + reconciliationMargin {
            verdicts[one.attempt] = .person(reason: Reason.clock)
        } else if !evidence.isSettled {
            verdicts[one.attempt] = .wait
        } else if isDoubtful {
            verdicts[one.attempt] = .person(reason: Reason.doubtful)
        } else if one.replacements < Limits.automaticReplacements {
            verdicts[one.attempt] = .absent
        } else {
            verdicts[one.attempt] = .person(reason: Reason.absentAgain)
        }
    }
}

private func createdEarlier(_ left: ListedOrder, _ right: ListedOrder) -> Bool {
    let distantFuture = Timestamp(microseconds: .max)
    return (left.created ?? distantFuture, left.reference.text)
        < (right.created ?? distantFuture, right.reference.text)
}

extension Evidence {
    /// Purchases since `start` that no row of ours owns and that were not there before, and orders
    /// whose content the row does not tell. Failed orders are left out: nothing was delivered for
    /// them.
    package func unowned(since start: Timestamp) -> [ListedOrder] {
        listing.orders.filter { order in
            (order.isPurchase || order.items.isEmpty) && order.status != .failed
                && !owned.contains(order.reference) && !baseline.contains(order.reference)
                && (order.created.map { $0 >= start } ?? true)
        }
    }

    /// The row says that it came from an address that none of our confirmed orders came from.
    package func isElsewhere(_ order: ListedOrder) -> Bool {
        guard let address = order.sourceIP, !ownAddresses.isEmpty else { return false }
        return !ownAddresses.contains(address)
    }

    /// The row says that it came from where our own confirmed orders came from.
    fileprivate func isFromHere(_ order: ListedOrder) -> Bool {
        order.sourceIP.map { ownAddresses.contains($0) } ?? false
    }

    /// Certain needs the expected price, our own address where one is given, a time at which one of
    /// the group can have been booked, and exactly the named eSIMs. Bundles and quantities alone
    /// make an order possible, and so does a row that does not tell its content.
    fileprivate func likeness(
        of order: ListedOrder, to group: [UnconfirmedAttempt]
    ) -> Likeness {
        if order.items.isEmpty { return .possible }
        guard order.couldHave(group[0].items) else { return .none }
        let fits = group.contains { one in
            let isInTime =
                order.created.map { created in
                    created >= one.startedAt - reconciliationMargin
                        && created <= one.deadline + settleAfter + reconciliationMargin
                } ?? true
            return isInTime && (order.total.map { $0 == one.expected } ?? true)
        }
        let isOnESIMs = !(order.status == .completed && order.assigned == false)
        return fits && isOnESIMs && !isElsewhere(order)
            && order.hasItems(group[0].items) ? .certain : .possible
    }
}

extension ListedOrder {
    /// The row names exactly the existing eSIMs that the items are for.
    fileprivate func namesTheESIMs(of wanted: [OrderItem]) -> Bool {
        let named = Set(wanted.flatMap { $0.iccids.map(\.digits) })
        return !named.isEmpty
            && named.isSubset(of: items.reduce(into: []) { $0.formUnion($1.iccids) })
    }
}
