// An amount of money in whole minor units of its currency.

/// An amount in whole minor units (cents) of one currency. Amounts of different currencies do not
/// mix.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Which way an amount finer than the currency's minor unit goes.
    package enum Rounding: Sendable {
        /// Away from what we can spend: for costs.
        case up
        /// Towards what we surely have: for balances.
        case down
    }

    /// An amount from the API's exact decimal.
    ///
    /// The provider computes totals in binary floating point, so `6.840000000000001` occurs for
    /// `6.84`: what lies within a millionth of a minor unit's decimals is taken for that unit.
    /// Anything else finer than a minor unit is rounded as `rounding` says. Nil if the amount is
    /// beyond `Limits.minorUnits`.
    package init?(_ decimal: ExactDecimal, _ currency: Currency, rounding: Rounding) {
        let exponent = currency.exponent
        guard decimal.scale > exponent else {
            let (minor, overflow) = decimal.coefficient.multipliedReportingOverflow(
                by: ExactDecimal.power(exponent - decimal.scale))
            guard !overflow else { return nil }
            self.init(minorUnits: minor, currency)
            return
        }
        let divisor = ExactDecimal.power(decimal.scale - exponent)
        var (quotient, remainder) = decimal.coefficient.quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 {  // floor division, so that rounding reads the same below zero
            quotient -= 1
            remainder += divisor
        }
        let noise = divisor / 1_000_000
        if remainder > noise {
            let nearlyNext = divisor - remainder <= noise
            if rounding == .up || nearlyNext { quotient += 1 }
        }
        self.init(minorUnits: quotient, currency)
    }

    private init?(minorUnits: Int128, _ currency: Currency) {
        guard Limits.minorUnits.contains(minorUnits), let exact = Int64(exactly: minorUnits) else {
            return nil
        }
        self.init(minorUnits: exact, currency: currency)
    }

    package static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency: currency)
    }

    /// The amount in whole units of its currency.
    var exact: ExactDecimal {
        ExactDecimal(coefficient: Int128(minorUnits), scale: currency.exponent)
    }

    /// The amount as the currency writes it, without the code: `91.20`.
    package var amount: String { exact.fixed(places: currency.exponent) }

    /// The amount with its currency: `91.20 USD`.
    package var description: String { "\(amount) \(currency)" }

    /// No sum of amounts of the API is beyond 64 bits before some ten thousand of the greatest are
    /// added. What is beyond them is the greatest there is, which no balance covers.
    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "sums are within one currency")
        let (sum, overflows) = left.minorUnits.addingReportingOverflow(right.minorUnits)
        return Money(
            minorUnits: overflows ? left.minorUnits < 0 ? .min : .max : sum,
            currency: left.currency)
    }

    package static func * (one: Money, count: Int) -> Money {
        let (all, overflows) = one.minorUnits.multipliedReportingOverflow(by: Int64(count))
        return Money(
            minorUnits: overflows ? one.minorUnits < 0 ? .min : .max : all, currency: one.currency)
    }

    package static func - (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "differences are within one currency")
        let (rest, overflows) = left.minorUnits.subtractingReportingOverflow(right.minorUnits)
        return Money(
            minorUnits: overflows ? left.minorUnits < 0 ? .min : .max : rest,
            currency: left.currency)
    }

    /// The sum of amounts; nil when there are none, or not all of one currency.
    package static func sum(_ amounts: some Sequence<Money>) -> Money? {
        var total: Money?
        for amount in amounts {
            guard let sum = total else {
                total = amount
                continue
            }
            guard sum.currency == amount.currency else { return nil }
            total = sum + amount
        }
        return total
    }
}
