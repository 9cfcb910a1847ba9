// Whether the money that is gone is what was bought, and what may account for the rest.

import Orders

/// Whether some of the amounts, all above zero, add up to a sum; nil where there are too many sums
/// to look at.
func canSum(to sum: Int64, of amounts: [Int64]) -> Bool? {
    if sum == 0 { return true }
    var sums: Set<Int64> = [0]
    for amount in amounts where amount > 0 && amount <= sum {
        sums.formUnion(sums.map { $0 + amount }.filter { $0 <= sum })
        if sums.contains(sum) { return true }
        if sums.count > BatchLimits.sumsLookedAt { return nil }
    }
    return false
}

/// Whether the money that is gone is what was bought.
enum Books: Sendable {
    case unknown
    case closed(after: Money, note: String?)
    case open(after: Money, difference: Money, note: String)

    var after: Money? {
        switch self {
        case .unknown: nil
        case .closed(let after, _), .open(let after, _, _): after
        }
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
/// dearer than that, and some of them cost just as much, with or without some of the orders of
/// which nobody knows. Orders that were made and then failed come before those that were never
/// made. What cannot be told is doubt as well.
func chargeable(
    _ refused: [RefusedOrder], beside unknown: [UnconfirmedAttempt], missing: Money
) -> [RefusedOrder] {
    let priced = refused.filter { $0.expected.currency == missing.currency }
    let made = priced.filter(\.isMade)
    let doubtful = made.isEmpty ? priced : made
    let amounts = doubtful.map(\.expected.minorUnits)
    let others = unknown.map(\.expected).filter { $0.currency == missing.currency }
        .map(\.minorUnits)
    // A sum of the unknown ones alone says nothing of these.
    let isOne = Set(amounts).contains { amount in
        var rest = amounts
        if let index = rest.firstIndex(of: amount) { rest.remove(at: index) }
        let left = missing.minorUnits - amount
        return left >= 0 && canSum(to: left, of: rest + others) ?? true
    }
    guard isOne else { return [] }
    return doubtful.filter { $0.expected.minorUnits <= missing.minorUnits }
}
