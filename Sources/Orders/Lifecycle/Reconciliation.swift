// Decides what became of unconfirmed attempts from the provider's own list: evidence in, decisions
// out, and no clock, ledger or network in between.

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

/// What the evidence says of one unconfirmed attempt.
package enum Verdict: Hashable, Sendable {
    /// It was bought: this listed order is it.
    case adopt(ListedOrder)
    /// It was not bought: the list has nothing of it after the wait, twice.
    case absent
    /// Not known yet; look again.
    case wait
    /// The list cannot decide it. The reason is for people.
    case person(reason: String)
}

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

    package init(
        listing: OrderListing, owned: Set<OrderReference>, baseline: Set<OrderReference>,
        ownAddresses: Set<String>, isSettled: Bool
    ) {
        self.listing = listing
        self.owned = owned
        self.baseline = baseline
        self.ownAddresses = ownAddresses
        self.isSettled = isSettled
    }
}

/// How much earlier than the first attempt a listed order may have been created and still be one of
/// ours: clocks disagree, and the server's is known to a second.
package let reconciliationMargin: Duration = .seconds(300)

/// Decides every unconfirmed attempt by counting. Equal orders are interchangeable until they are
/// delivered, so per fingerprint the number of listed orders that nobody owns decides:
/// as many as, or fewer than, the attempts are ours; more means that somebody else buys the same.
package func reconcile(
    _ attempts: [UnconfirmedAttempt], by evidence: Evidence
) -> [AttemptID: Verdict] {
    guard let first = attempts.map(\.startedAt).min() else { return [:] }
    let groups = Dictionary(grouping: attempts) { Fingerprint($0.items) }
    var candidates: [Fingerprint: [ListedOrder]] = [:]
    var unclear: Set<Fingerprint> = []
    var foreigners: [ListedOrder] = []
    for order in evidence.unowned(since: first - reconciliationMargin) {
        let matching = groups.filter { _, group in order.isLike(group[0]) }.map(\.key)
        let certain = matching.filter { fingerprint in
            groups[fingerprint].map { order.namesTheESIMs(of: $0[0].items) } ?? false
        }
        let chosen = certain.isEmpty ? matching : certain
        if chosen.isEmpty || evidence.isElsewhere(order) {
            foreigners.append(order)
        } else if chosen.count > 1 {
            unclear.formUnion(chosen)
        } else {
            candidates[chosen[0], default: []].append(order)
        }
    }
    var verdicts: [AttemptID: Verdict] = [:]
    for (fingerprint, group) in groups {
        let found = (candidates[fingerprint] ?? []).sorted(by: createdEarlier)
        let isShared = foreigners.contains { stranger in
            !(evidence.isElsewhere(stranger) && found.allSatisfy(evidence.isFromHere))
        }
        if unclear.contains(fingerprint) {
            for one in group { verdicts[one.attempt] = .person(reason: Reason.unclear) }
        } else {
            decide(group, found: found, isShared: isShared, settled: evidence.isSettled, &verdicts)
        }
    }
    return verdicts
}

private enum Reason {
    static let unclear = "the provider lists an order that could be more than one of ours"
    static let tooMany =
        "the provider lists more such orders than were sent: somebody else buys the same"
    static let shared =
        "the account is used by somebody else too, so a listed order cannot be proven ours"
    static let absentAgain = "not in the provider's list, for the second time"
}

private func decide(
    _ group: [UnconfirmedAttempt], found: [ListedOrder], isShared: Bool, settled: Bool,
    _ verdicts: inout [AttemptID: Verdict]
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
        } else if !settled {
            verdicts[one.attempt] = .wait
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
    /// Purchases in the window that no row of ours owns and that were not there before. Failed
    /// orders are left out: nothing was delivered for them.
    package func unowned(since start: Timestamp) -> [ListedOrder] {
        listing.orders.filter { order in
            order.isPurchase && order.status != .failed
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
}

extension ListedOrder {
    /// The same multiset of bundles and quantities, the price that was expected, and, where the
    /// attempt named eSIMs and the row does too, those eSIMs.
    fileprivate func isLike(_ attempt: UnconfirmedAttempt) -> Bool {
        if status == .completed, assigned == false { return false }
        if let total, total != attempt.expected { return false }
        return hasItems(attempt.items)
    }

    /// Whether the order's items are these, as far as the row tells.
    package func hasItems(_ wanted: [OrderItem]) -> Bool {
        guard items.allSatisfy({ $0.type == "bundle" }), items.count == wanted.count else {
            return false
        }
        var left = items
        // Items that name eSIMs first: a row that names other eSIMs cannot be them.
        for item in wanted.sorted(by: { $0.iccids.count > $1.iccids.count }) {
            let named = Set(item.iccids.map(\.digits))
            let match = left.firstIndex { listed in
                listed.bundle == item.bundle.text && listed.quantity == item.quantity
                    && (named.isEmpty || listed.iccids.isEmpty || listed.iccids == named)
            }
            guard let match else { return false }
            left.remove(at: match)
        }
        return true
    }

    /// The row names exactly the existing eSIMs that the items are for.
    fileprivate func namesTheESIMs(of wanted: [OrderItem]) -> Bool {
        let named = Set(wanted.flatMap { $0.iccids.map(\.digits) })
        return !named.isEmpty
            && named.isSubset(of: items.reduce(into: []) { $0.formUnion($1.iccids) })
    }
}
