// What makes two API orders interchangeable.

/// What makes two API orders interchangeable for the provider: the multiset of their items.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// Canonical text; stored in the ledger.
    package let text: String

    package init(_ items: [OrderItem]) {
        text = items.map { item in
            "\(item.bundle)×\(item.quantity)"
                + (item.iccids.isEmpty
                    ? "" : "@" + item.iccids.map(\.digits).joined(separator: ","))
        }.sorted().joined(separator: " + ")
    }

    package var description: String { text }
}
