// Compares what a listed order holds with what was asked for.

extension ListedOrder {
    /// The same multiset of bundles and quantities and, where both name eSIMs, just those eSIMs.
    package func hasItems(_ wanted: [OrderItem]) -> Bool { items.match(wanted, ==) }

    /// The same multiset of bundles and quantities; eSIMs that the row names may be a part only.
    package func couldHave(_ wanted: [OrderItem]) -> Bool {
        items.match(wanted) { listed, named in !listed.isDisjoint(with: named) }
    }
}

extension [ListedOrder.Item] {
    /// Whether the items are the wanted ones, each once. `fit` compares the eSIMs that a listed
    /// item names with those of a wanted one, where both name any.
    package func match(
        _ wanted: [OrderItem], _ fit: (_ listed: Set<String>, _ named: Set<String>) -> Bool
    ) -> Bool {
        guard allSatisfy({ $0.type == "bundle" }), count == wanted.count else { return false }
        var left = self
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
}
