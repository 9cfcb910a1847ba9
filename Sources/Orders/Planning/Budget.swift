// Whether the money suffices: one decision over exact amounts.

/// What a batch would cost against what may be spent.
package struct Budget: Hashable, Sendable {
    /// The sum of the quotes of everything still to buy.
    package let cost: Money
    package let balance: Money
    package let ceiling: Ceiling?

    package init(cost: Money, balance: Money, ceiling: Ceiling?) {
        self.cost = cost
        self.balance = balance
        self.ceiling = ceiling
    }

    /// The caller's `--max-cost`: an amount, in the account's currency unless it names one.
    package struct Ceiling: Hashable, Sendable, CustomStringConvertible {
        package let amount: ExactDecimal
        package let currency: Currency?

        package init(amount: ExactDecimal, currency: Currency?) {
            self.amount = amount
            self.currency = currency
        }

        /// Reads `120.00`, `120.00USD` or `120.00 USD`; nil for anything else or less than zero.
        package init?(_ text: String) {
            let letters = text.suffix(while: \.isLetter)
            let number = text.dropLast(letters.count)
            let trimmed = number.last == " " ? number.dropLast() : number
            guard !trimmed.contains(where: \.isLetter), let amount = ExactDecimal(trimmed),
                amount >= .zero
            else {
                return nil
            }
            if letters.isEmpty {
                self.init(amount: amount, currency: nil)
            } else {
                guard let currency = Currency(letters) else { return nil }
                self.init(amount: amount, currency: currency)
            }
        }

        package var description: String {
            amount.fixed(places: currency?.exponent ?? 2) + (currency.map { " \($0)" } ?? "")
        }
    }

    package enum Verdict: Hashable, Sendable {
        case covered
        case balanceShort(by: Money)
        case overCeiling
        case currenciesDiffer(String)
    }

    package var verdict: Verdict {
        guard cost.currency == balance.currency else {
            return .currenciesDiffer(
                "the prices are in \(cost.currency) and the balance in \(balance.currency)")
        }
        if let ceiling {
            if let currency = ceiling.currency, currency != cost.currency {
                return .currenciesDiffer(
                    "--max-cost is in \(currency) and the account in \(cost.currency)")
            }
            if cost.exact > ceiling.amount { return .overCeiling }
        }
        guard cost.minorUnits <= balance.minorUnits else {
            return .balanceShort(by: cost - balance)
        }
        return .covered
    }
}

extension String {
    fileprivate func suffix(while matches: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, matches(self[index(before: start)]) {
            start = index(before: start)
        }
        return self[start...]
    }
}
