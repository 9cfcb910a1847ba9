// Whether the money that is gone is what was bought, and what may account for the rest.

import Orders

/// Whether some of the amounts, with or without some of `others`, add up to a sum above zero; nil
/// where there are too many sums to look at. One of `amounts` is in it: what the others alone add
/// up to says nothing of these. None is below zero, and what costs nothing is part of no sum.
func canSum(to sum: Int64, of amounts: [Int64], beside others: [Int64] = []) -> Bool? {
    func adding(_ amount: Int64, to sums: Set<Int64>) -> [Int64] {
        sums.map { $0 + amount }.filter { $0 <= sum }
    }
    var without: Set<Int64> = [0]
    for amount in others where amount > 0 {
        without.formUnion(adding(amount, to: without))
        if without.count > BatchLimits.sumsLookedAt { return nil }
    }
    var sums: Set<Int64> = []
    for amount in amounts where amount > 0 {
        sums.formUnion(adding(amount, to: sums) + adding(amount, to: without))
        if sums.contains(sum) { return true }
        if sums.count > BatchLimits.sumsLookedAt { return nil }
    }
    return false
}

/// Whether the money that is gone is what was bought.
enum Books: Sendable {
    case unknown
    /// With what was bought, where that is not the sum of the orders' rounded costs.
    case closed(after: Money, cost: Money? = nil, note: String?)
    /// With the provider's list as it was read to explain the difference, where it could be.
    case open(after: Money, difference: Money, listing: OrderListing?, note: String)

    var after: Money? {
        switch self {
        case .unknown: nil
        case .closed(let after, _, _), .open(let after, _, _, _): after
        }
    }

    var cost: Money? {
        if case .closed(_, let cost, _) = self { cost } else { nil }
    }

    var close: Bool? {
        switch self {
        case .unknown: nil
        case .closed: true
        case .open: false
        }
    }
}

/// Which refused orders may have been charged all the same, by the money that is missing: none is
/// dearer than that, and some of them cost just as much, with or without some of what is unknown:
/// orders of which nobody knows, and listed ones of which nobody knows whose they are. Orders that
/// were made and then failed come before those that were never made. What cannot be told is doubt
/// as well.
func chargeable(
    _ refused: [RefusedOrder], beside unknown: [Money], missing: Money
) -> [RefusedOrder] {
    let priced = refused.filter { $0.expected.currency == missing.currency }
    let made = priced.filter(\.isMade)
    let doubtful = made.isEmpty ? priced : made
    let amounts = doubtful.map(\.expected.minorUnits)
    let others = unknown.filter { $0.currency == missing.currency }.map(\.minorUnits)
    guard canSum(to: missing.minorUnits, of: amounts, beside: others) ?? true else { return [] }
    return doubtful.filter { $0.expected.minorUnits <= missing.minorUnits }
}

/// How a run moved the balance.
struct Movement: Sendable {
    let opening: Money
    let closing: Money
    /// What its orders cost.
    let spent: Money

    /// What is gone beyond that; below zero where less is gone.
    var difference: Money { (opening - closing) - spent }

    /// What a person is told whose books do not close. `unknown` is what orders were to cost of
    /// which nobody knows whether they were bought.
    func words(unknown: [Money]) -> String {
        let direction = difference.minorUnits > 0 ? "more" : "less"
        let size = difference.minorUnits > 0 ? difference : .zero(difference.currency) - difference
        let course =
            closing.minorUnits > opening.minorUnits
            ? "rose by \(closing - opening)" : "fell by \(opening - closing)"
        let advice =
            isExplained(by: unknown)
            ? "That is what unconfirmed orders would have cost: find out what became of them first."
            : "Compare the provider's list of orders with esimbatch status before you buy again."
        return "The balance \(course) and the orders cost \(spent): \(size) \(direction) than "
            + "bought. \(advice)"
    }

    private func isExplained(by unknown: [Money]) -> Bool {
        let amounts = unknown.filter { $0.currency == difference.currency }.map(\.minorUnits)
        return difference.minorUnits > 0 && !amounts.isEmpty
            && canSum(to: difference.minorUnits, of: amounts) == true
    }
}

extension OthersShare {
    /// What a person is told whose books close by it.
    var words: String {
        var parts: [String] = []
        if !orders.isEmpty {
            parts.append("\(counted(orders.count, "order")) of \(spent) by others")
        }
        if !topUps.isEmpty { parts.append("top-ups of \(toppedUp)") }
        let words = parts.joined(separator: " and ") + " in the meantime"
        guard let first = repetitions.first else { return words }
        let more = repetitions.count > 1 ? ", and so were \(repetitions.count - 1) more" : ""
        return words
            + "; \(first.reference) is like one of ours and was made while that was under way"
            + "\(more), so make sure that it is somebody else's"
    }
}
