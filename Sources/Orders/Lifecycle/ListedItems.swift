// Compares what a listed order holds with what was asked for.

extension ListedOrder {
    /// The same multiset of bundles and quantities and, where both name eSIMs, just those eSIMs;
    /// and nothing else.
    package func hasItems(_ wanted: [OrderItem]) -> Bool {
        items.allSatisfy(\.isPurchase) && items.match(wanted, ==)
    }

    /// The same multiset of bundles and quantities; eSIMs that the row names may be a part only.
    package func couldHave(_ wanted: [OrderItem]) -> Bool {
        items.match(wanted) { listed, named in !listed.isDisjoint(with: named) }
    }

    /// The row does not tell what was bought, or tells it in a way that cannot be read.
    package var isUntold: Bool { items.areUntold }

    /// The purchases as they could be asked for; empty if one of them could not. One that names a
    /// part of its eSIMs only could have been for any.
    package var orderedItems: [OrderItem] {
        let asked = items.filter(\.isPurchase).compactMap { item -> OrderItem? in
            let iccids = item.iccids.compactMap { ICCID($0) }
            guard let name = BundleName(item.bundle), Limits.quantity.contains(item.quantity),
                iccids.count == item.iccids.count
            else { return nil }
            return OrderItem(
                bundle: name, quantity: item.quantity,
                iccids: iccids.count == item.quantity ? iccids : [])
        }
        return asked.count == items.count(where: \.isPurchase) ? asked : []
    }

    /// Every eSIM that the row names.
    package var namedESIMs: Set<String> { items.namedESIMs }

    /// The content that was asked for, in these items or in others.
    package func isLike(_ wanted: [OrderItem]) -> Bool { couldHave(wanted) || couldMean(wanted) }

    /// The same purchase written otherwise: as many of each bundle in other items. Not, if the row
    /// names other eSIMs than those that are wanted.
    func couldMean(_ wanted: [OrderItem]) -> Bool { items.couldMean(wanted) }
}

extension ListedOrder.Item {
    var isPurchase: Bool { type == "bundle" }

    /// Of a kind that nobody knows: neither a purchase nor what is listed beside them, which are
    /// refunds, top-ups of the balance, and bundles that are put onto eSIMs.
    fileprivate var isStrange: Bool {
        let kind = type.lowercased()
        return !isPurchase && !kind.hasSuffix("topup") && !kind.contains("refund")
            && !kind.contains("assignment")
    }
}

extension [ListedOrder.Item] {
    /// What may have been bought: the purchases or, where there are none, what is of a kind that
    /// nobody knows. Beside purchases that is a tax, a fee or the like.
    package var bought: [ListedOrder.Item] {
        let purchases = filter(\.isPurchase)
        return purchases.isEmpty ? filter(\.isStrange) : purchases
    }

    /// Whether the items are the wanted ones, each once, whatever else there is beside purchases.
    /// `fit` compares the eSIMs that a listed item names with those of a wanted one, where both
    /// name any.
    package func match(
        _ wanted: [OrderItem], _ fit: (_ listed: Set<String>, _ named: Set<String>) -> Bool
    ) -> Bool {
        var left = bought
        guard left.count == wanted.count else { return false }
        // Items that name eSIMs first: a row that names other eSIMs cannot be them.
        for item in wanted.sorted(by: { $0.iccids.count > $1.iccids.count }) {
            let named = Set(item.iccids.map(\.digits))
            let match = left.firstIndex { listed in
                listed.bundle == item.bundle.text && listed.quantity == item.quantity
                    && (named.isEmpty || listed.iccids.isEmpty || fit(listed.iccids, named))
            }
            guard let match else { return false }
            left.remove(at: match)
        }
        return true
    }

    /// Whether they do not tell what was bought, or tell it in a way that cannot be read.
    var areUntold: Bool {
        isEmpty || bought.contains { $0.quantity < 1 || $0.bundle.isEmpty }
    }

    /// Whether they are, or could be, what was asked for, however they are written.
    package func areLike(_ wanted: [OrderItem]) -> Bool {
        match(wanted) { listed, named in !listed.isDisjoint(with: named) }
            || couldMean(wanted) || areUntold
    }

    var namedESIMs: Set<String> { reduce(into: []) { $0.formUnion($1.iccids) } }

    /// Not where both name eSIMs, and none in common.
    func couldBeOnESIMs(of wanted: [OrderItem]) -> Bool {
        let named = wanted.namedESIMs
        let listed = namedESIMs
        return named.isEmpty || listed.isEmpty || !listed.isDisjoint(with: named)
    }

    /// As many of each bundle, in whatever items and whatever spelling, unless they name other
    /// eSIMs than those that are wanted.
    func couldMean(_ wanted: [OrderItem]) -> Bool {
        guard couldBeOnESIMs(of: wanted) else { return false }
        func key(_ bundle: String) -> String {
            String(bundle.lowercased().filter { !$0.isWhitespace })
        }
        var rest = wanted.reduce(into: [:]) { $0[key($1.bundle.text), default: 0] += $1.quantity }
        for item in self where item.isPurchase {
            rest[key(item.bundle), default: 0] -= item.quantity
        }
        return rest.values.allSatisfy { $0 == 0 }
    }
}
