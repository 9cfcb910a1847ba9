// What one API order asks for, in the provider's own terms.

/// One item of an API order: so many of one bundle, on new eSIMs or on the named ones.
package struct OrderItem: Hashable, Sendable {
    package let bundle: BundleName
    /// eSIMs, at least 1.
    package let quantity: Int
    /// Existing eSIMs, sorted; empty for new ones. Its count is then `quantity`.
    package let iccids: [ICCID]

    package init(bundle: BundleName, quantity: Int, iccids: [ICCID] = []) {
        precondition(quantity >= 1)
        precondition(iccids.isEmpty || iccids.count == quantity)
        self.bundle = bundle
        self.quantity = quantity
        self.iccids = iccids.sorted()
    }
}

extension [OrderItem] {
    /// The existing eSIMs that the items are for, by their digits.
    package var namedESIMs: Set<String> { Set(flatMap { $0.iccids.map(\.digits) }) }
}
