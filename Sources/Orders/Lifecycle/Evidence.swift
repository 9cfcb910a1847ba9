// What reconciling goes by: the provider's list, and what the ledger knows beside the attempts.

/// The evidence for one round of decisions.
package struct Evidence: Sendable {
    package var listing: OrderListing
    /// What the ledger owns, what was others' before, and what it has called not bought.
    package var knowledge: LedgerKnowledge
    /// True once the wait is over and two full listings since then agree, or nobody waits for that
    /// any longer.
    package var isSettled: Bool
    /// Nobody waits any longer, and there were no two full listings: what they lack proves nothing.
    package var isUnsteady = false
    /// How long after an attempt's deadline the provider may still book it.
    package var settleAfter: Duration
    /// When the listing was taken; nil leaves attempts from the future unnoticed.
    package var now: Timestamp?

    package init(
        listing: OrderListing, knowledge: LedgerKnowledge, isSettled: Bool,
        settleAfter: Duration, now: Timestamp?
    ) {
        self.listing = listing
        self.knowledge = knowledge
        self.isSettled = isSettled
        self.settleAfter = settleAfter
        self.now = now
    }
}

/// How like an attempt a listed order is.
enum Likeness {
    case none
    /// The same content, written otherwise than it was asked for, or a part of it or more. Counts
    /// only where the order is like nothing else.
    case vague(Set<Difference>)
    /// It could be the attempt's, and this speaks against it.
    case possible(Set<Difference>)
    case certain
}

extension Evidence {
    /// Purchases since `start` that no row of ours owns and that were not there before, and orders
    /// whose content the row does not tell. Failed orders are others' affair, unless one is asked
    /// for: what is called failed may have been charged.
    package func unowned(since start: Timestamp, withFailed: Bool = false) -> [ListedOrder] {
        listing.orders.filter { order in
            (order.isPurchase || order.items.isEmpty) && (withFailed || order.status != .failed)
                && !knowledge.owned.contains(order.reference)
                && !(order.isToldApart && knowledge.baseline.contains(order.reference))
                && (order.created.map { $0 >= start } ?? true)
        }
    }

    /// Whether the list lacks an order that the provider has confirmed to us in the time that it is
    /// about, or tells it otherwise than it was asked for: then it is behind, or written in a way
    /// that we cannot read, and what else it lacks proves nothing.
    package func isBehind(for attempts: [UnconfirmedAttempt]) -> Bool {
        guard let first = attempts.map(\.earliest).min() else { return false }
        let start = first - reconciliationLookback + reconciliationMargin
        let listed = Dictionary(
            listing.orders.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return knowledge.confirmed.contains { order in
            order.times.startedAt >= start
                && !(listed[order.reference].map { $0.isLike(order.items) } ?? false)
        }
    }

    func dismissed(like order: ListedOrder) -> [DismissedAttempt] {
        knowledge.dismissed.filter { !$0.isRefusal && $0.isLike(order, settleAfter: settleAfter) }
    }

    /// The row says that it came from an address that none of our confirmed orders came from.
    package func isElsewhere(_ order: ListedOrder) -> Bool { knowledge.isElsewhere(order) }

    /// The row says that it came from where our own confirmed orders came from.
    func isFromHere(_ order: ListedOrder) -> Bool {
        order.sourceIP.map { knowledge.ownAddresses.contains($0) } ?? false
    }

    /// Bundles and quantities alone make an order possible, however they are written, and so does a
    /// row that does not tell its content. Certain is one that differs in nothing.
    func likeness(of order: ListedOrder, to group: [UnconfirmedAttempt]) -> Likeness {
        let wanted = group[0].items
        guard order.couldHave(wanted) else {
            if order.status == .failed { return .none }
            if order.isUntold { return .possible([.untold]) }
            if order.couldMean(wanted) { return .vague([.wording]) }
            guard order.items.couldBeOnESIMs(of: wanted) else { return .none }
            if costsAs(group, order) { return .vague([.wording]) }
            return isRelated(order, to: group) ? .vague([.content]) : .none
        }
        if order.status == .failed {
            return group.contains { isInTime(order, for: $0) } ? .possible([.failed]) : .none
        }
        let differences = differences(of: order, from: group)
        return differences.isEmpty ? .certain : .possible(differences)
    }

    /// What a row that holds the attempts' bundles lacks to be surely one of them: a reference, the
    /// expected price, our own address where one is given, a time at which the same attempt of the
    /// group can have been booked, exactly the named eSIMs, and for new ones none that the ledger
    /// knows.
    private func differences(
        of order: ListedOrder, from group: [UnconfirmedAttempt]
    ) -> Set<Difference> {
        let wanted = group[0].items
        var differences: Set<Difference> = []
        if !order.isNamed { differences.insert(.unnamed) }
        if isElsewhere(order) { differences.insert(.origin) }
        if order.status == .completed, order.assigned == false { differences.insert(.inventory) }
        if !order.hasItems(wanted) { differences.insert(.items) }
        let brought = order.namedESIMs.subtracting(wanted.namedESIMs)
        if !brought.isDisjoint(with: knowledge.knownESIMs) { differences.insert(.knownESIMs) }
        let inTime = group.filter { isInTime(order, for: $0) }
        if inTime.isEmpty {
            differences.insert(.time)
        } else if let total = order.total, !inTime.contains(where: { $0.expected == total }) {
            differences.insert(.price)
        }
        return differences
    }

    /// Whether the order has a time and a price that this one attempt can have.
    func fits(_ order: ListedOrder, _ attempt: UnconfirmedAttempt) -> Bool {
        isInTime(order, for: attempt) && (order.total.map { $0 == attempt.expected } ?? true)
    }

    /// Whether the order costs just what one of the attempts was to cost, at its time: the provider
    /// may list a bundle under another name than it was asked for.
    private func costsAs(_ group: [UnconfirmedAttempt], _ order: ListedOrder) -> Bool {
        !isElsewhere(order) && order.isPurchase
            && group.contains { one in one.expected == order.total && isInTime(order, for: one) }
    }

    /// Whether the order may be what became of an attempt that the provider cut short, divided or
    /// made larger: something of the same, or anything at all from our own address, at its time.
    private func isRelated(_ order: ListedOrder, to group: [UnconfirmedAttempt]) -> Bool {
        isOfKin(order, to: group[0].items) && group.contains { isInTime(order, for: $0) }
    }

    /// Whether an order that nobody owns is for a bundle of these items, and not surely from
    /// somewhere else, or for anything from our own address.
    package func isOfKin(_ order: ListedOrder, to items: [OrderItem]) -> Bool {
        guard order.isPurchase, !isElsewhere(order) else { return false }
        return isFromHere(order)
            || order.items.contains { listed in
                listed.isPurchase && items.contains { $0.bundle.text == listed.bundle }
            }
    }

    /// Not by when a stopped or killed process came to itself: what was booked long after its
    /// request was to be over may be anybody's.
    private func isInTime(_ order: ListedOrder, for attempt: UnconfirmedAttempt) -> Bool {
        let isClockKnown = attempt.times.skew != nil && listing.skew != nil
        let before = isClockKnown ? knownClockMargin : reconciliationMargin
        return order.created.map { created in
            created >= attempt.startedAt - before
                && created <= attempt.times.plannedEnd + settleAfter + reconciliationMargin
        } ?? true
    }
}

extension ListedOrder {
    /// The row names exactly the existing eSIMs that the items are for.
    func namesTheESIMs(of wanted: [OrderItem]) -> Bool {
        let named = wanted.namedESIMs
        return !named.isEmpty && named.isSubset(of: namedESIMs)
    }
}
