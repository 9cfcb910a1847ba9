// Money as the sandbox counts it: whole millionths, never binary floating point.

/// An amount of money in millionths of the account's currency, at most a thousand million. Prices
/// in a catalogue may have more decimals than the currency, so a line's total is still exact.
struct Amount: Hashable, Comparable, Sendable {
    let millionths: Int64

    static let zero = Amount(millionths: 0)

    init(millionths: Int64) {
        self.millionths = millionths
    }

    /// Reads `12`, `12.5`, `-0.25`; up to six decimals. Nil for anything else.
    init?(_ text: String) {
        var digits = text[...]
        let negative = digits.first == "-"
        if negative { digits.removeFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty, parts.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.utf8.count <= 6,
            (parts[0].utf8 + Array(fraction.utf8)).allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let padding = String(repeating: "0", count: 6 - fraction.utf8.count)
        guard let value = Int64(parts[0] + fraction + padding), value <= SandboxLimits.amount
        else { return nil }
        millionths = negative ? -value : value
    }

    /// Shortest exact decimal text: `11.4`, `500`, `0.000001`. A JSON number as it stands.
    var text: String { text(leastDecimals: 0) }

    /// Exact decimal text with two decimals or more: `500.00`.
    var accountText: String { text(leastDecimals: 2) }

    private func text(leastDecimals: Int) -> String {
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        var fraction = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        while fraction.utf8.count > leastDecimals, fraction.last == "0" { fraction.removeLast() }
        let sign = millionths < 0 ? "-" : ""
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }

    static func < (left: Amount, right: Amount) -> Bool {
        left.millionths < right.millionths
    }

    static func + (left: Amount, right: Amount) -> Amount {
        Amount(millionths: left.millionths + right.millionths)
    }

    static func - (left: Amount, right: Amount) -> Amount {
        Amount(millionths: left.millionths - right.millionths)
    }

    /// The price of several; nil when it is more than an amount can be.
    func times(_ quantity: Int) -> Amount? {
        let (product, overflow) = millionths.multipliedReportingOverflow(by: Int64(quantity))
        return overflow || product > SandboxLimits.amount ? nil : Amount(millionths: product)
    }
}
