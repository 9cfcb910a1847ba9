// What tells our own orders from others' in the provider's list.

/// What tells the ledger's own orders from others'.
package struct LedgerKnowledge: Hashable, Sendable {
    package var owned: Set<OrderReference>
    package var baseline: Set<OrderReference>
    /// Addresses that confirmed orders came from.
    package let ownAddresses: Set<String>
    /// Every fingerprint the ledger holds, bought or not.
    package let fingerprints: Set<Fingerprint>
    /// The newest moment at which the ledger knows of an attempt or an order; nil in a new ledger.
    package let newest: Timestamp?
    /// Attempts that evidence or a person called not bought.
    package private(set) var dismissed: [DismissedAttempt]
    /// Orders that the provider confirmed to us: a list that is full has them.
    package private(set) var confirmed: [ConfirmedOrder]
    /// Every eSIM that an order named or brought, by its digits.
    package let knownESIMs: Set<String>
    /// Listed orders that a person was shown who said that another was it. They may be what an old
    /// copy has forgotten, which matters when more like them is about to be bought.
    package let beside: Set<OrderReference>
    /// Listed orders that were newer than all that the ledger knew when it met them, and like
    /// nothing of its: somebody else's, or what an old copy has forgotten. Their references are
    /// among `baseline`.
    package let unexplained: [ListedOrder]

    package init(
        owned: Set<OrderReference>, baseline: Set<OrderReference>, ownAddresses: Set<String>,
        fingerprints: Set<Fingerprint>, newest: Timestamp?, dismissed: [DismissedAttempt] = [],
        confirmed: [ConfirmedOrder] = [], knownESIMs: Set<String> = [],
        beside: Set<OrderReference> = [], unexplained: [ListedOrder] = []
    ) {
        self.beside = beside
        self.unexplained = unexplained
        self.dismissed = dismissed
        self.confirmed = confirmed
        self.knownESIMs = knownESIMs
        self.owned = owned
        self.baseline = baseline
        self.ownAddresses = ownAddresses
        self.fingerprints = fingerprints
        self.newest = newest
    }

    /// The row says that it came from an address that none of our confirmed orders came from.
    package func isElsewhere(_ order: ListedOrder) -> Bool {
        guard let address = order.sourceIP, !ownAddresses.isEmpty else { return false }
        return !ownAddresses.contains(address)
    }

    /// The same with its attempts' times by our present clock; see `AttemptTimes`.
    package func retold(by skew: Duration?) -> LedgerKnowledge {
        var retold = self
        for index in dismissed.indices {
            retold.dismissed[index].times = dismissed[index].recorded.retold(by: skew)
        }
        for index in confirmed.indices {
            retold.confirmed[index].times = confirmed[index].recorded.retold(by: skew)
        }
        return retold
    }
}

/// An attempt that evidence, an answer or a person called not bought: an order that turns up for it
/// was bought after all.
package struct DismissedAttempt: Hashable, Sendable {
    package enum Since: Hashable, Sendable {
        case notBought
        case bought(OrderReference)
        /// The sheet has something else in its place.
        case replaced
    }

    /// `BATCH/ORDER#PART`, as `settle` takes it.
    package let order: String
    package let items: [OrderItem]
    /// It was the provider that said so.
    package let isRefusal: Bool
    /// Under which the provider listed what it refused, if it told.
    package let reference: OrderReference?
    /// What has become of its order since.
    package let since: Since
    /// The listed orders that the person was shown who called it not bought.
    package let shown: Set<OrderReference>
    /// As they were recorded, and by our present clock.
    package let recorded: AttemptTimes
    package fileprivate(set) var times: AttemptTimes

    var isBoughtSince: Bool {
        if case .bought = since { true } else { false }
    }

    package init(
        order: String, items: [OrderItem], times: AttemptTimes, isRefusal: Bool = false,
        reference: OrderReference? = nil, since: Since = .notBought,
        shown: Set<OrderReference> = []
    ) {
        self.since = since
        self.shown = shown
        self.reference = reference
        self.isRefusal = isRefusal
        self.order = order
        self.items = items
        recorded = times
        self.times = times
    }
}

/// An order that the provider confirmed in its answer to the purchase.
package struct ConfirmedOrder: Hashable, Sendable {
    package let reference: OrderReference
    package let items: [OrderItem]
    /// How long its answer took; nil where that is not known.
    package let lasted: Duration?
    /// As they were recorded, and by our present clock.
    package let recorded: AttemptTimes
    package fileprivate(set) var times: AttemptTimes

    package init(
        reference: OrderReference, items: [OrderItem], times: AttemptTimes, lasted: Duration? = nil
    ) {
        self.reference = reference
        self.items = items
        self.lasted = lasted
        recorded = times
        self.times = times
    }
}
