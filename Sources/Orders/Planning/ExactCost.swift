// Prices may be finer than a currency's smallest unit: what orders cost before rounding.

/// What orders cost in millionths of the currency's minor unit.
package struct ExactCost: Sendable {
    private static let parts: Int128 = 1_000_000

    /// Of each order.
    private var costs: [Int128] = []
    /// Whether a price is finer than the minor unit.
    private var isFine = false

    /// Nil if a price is not known or too large. An order whose total is known to differ from its
    /// quote cost that total.
    package init?(_ orders: some Sequence<RecordedOrder>) {
        for order in orders {
            if let total = order.total, total != order.quote.total {
                costs.append(Int128(total.minorUnits) * Self.parts)
                continue
            }
            let exponent = order.cost.currency.exponent
            var cost: Int128 = 0
            for item in order.planned.items {
                guard let price = order.quote.unitPrices[item.bundle],
                    let one = Self.millionths(of: price, exponent)
                else { return nil }
                let (all, isTooLarge) = one.multipliedReportingOverflow(by: Int128(item.quantity))
                guard !isTooLarge else { return nil }
                cost += all
                if price.scale > exponent { isFine = true }
            }
            costs.append(cost)
        }
    }

    /// Whether a balance that fell by so much can be due to the orders although the sum of their
    /// rounded costs is another: the provider keeps fractions of the minor unit, or rounds each
    /// order to the nearest. Both balances were rounded down, so a fraction may be one unit.
    package func explains(fall: Money) -> Bool {
        guard isFine else { return false }
        let fallen = Int128(fall.minorUnits)
        let rounded = costs.reduce(0) { $0 + ($1 + Self.parts / 2) / Self.parts }
        let exact = costs.reduce(0, +)
        return fallen == rounded || (fallen * Self.parts - exact).magnitude <= Self.parts.magnitude
    }

    private static func millionths(of price: ExactDecimal, _ exponent: Int) -> Int128? {
        let shift = exponent + 6 - price.scale
        guard shift >= 0 else { return price.coefficient / ExactDecimal.power(-shift) }
        let (product, isTooLarge) = price.coefficient.multipliedReportingOverflow(
            by: ExactDecimal.power(shift))
        return isTooLarge ? nil : product
    }
}
