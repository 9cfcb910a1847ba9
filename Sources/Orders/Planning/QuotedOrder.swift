// An API order with its price.

/// An API order with its price.
package struct QuotedOrder: Hashable, Sendable {
    package let planned: PlannedOrder
    package let quote: Quote

    package init(planned: PlannedOrder, quote: Quote) {
        self.planned = planned
        self.quote = quote
    }
}
