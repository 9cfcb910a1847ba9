// An order that the provider accepted.

/// An order that the provider accepted, as its answer describes it.
package struct PlacedOrder: Hashable, Sendable {
    package let reference: OrderReference
    /// What it cost; nil where the answer does not say.
    package let total: Money?
    /// When the provider created it, in our clock; nil where the answer does not say.
    package let created: Timestamp?
    /// The address the provider saw the order come from.
    package let sourceIP: String?
    /// Install data in the answer itself; often complete for small orders, empty for large ones.
    package let esims: [DeliveredESIM]

    package init(
        reference: OrderReference, total: Money?, created: Timestamp?, sourceIP: String?,
        esims: [DeliveredESIM]
    ) {
        self.reference = reference
        self.total = total
        self.created = created
        self.sourceIP = sourceIP
        self.esims = esims
    }
}
