// What the provider says an API order would cost.

/// The provider's price for one API order, from validate mode. It reserves nothing.
package struct Quote: Hashable, Sendable {
    package let total: Money
    /// The unit price of each bundle, exactly as the answer wrote it.
    package let unitPrices: [BundleName: ExactDecimal]

    package init(total: Money, unitPrices: [BundleName: ExactDecimal]) {
        self.total = total
        self.unitPrices = unitPrices
    }
}

/// The provider's answer to validate mode.
package enum QuoteAnswer: Hashable, Sendable {
    case valid(Quote)
    /// The order would be refused; the provider's own words.
    case invalid(message: String)
    /// The balance does not cover even this one order; the provider's own words.
    case unaffordable(message: String)
    /// Valid, but without a readable price or currency, so the projected cost cannot be known.
    case unpriced(message: String)
}
