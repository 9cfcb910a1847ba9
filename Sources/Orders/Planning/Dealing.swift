// Deals the eSIMs of a delivered API order to the lines they were bought for.

/// An eSIM as the provider delivered it, with the bundle it came with where the answer says so.
package struct DeliveredESIM: Hashable, Sendable {
    package let esim: ESIM
    package let bundle: BundleName?
    /// Which order brought it, where the answer says so.
    package let reference: OrderReference?

    package init(esim: ESIM, bundle: BundleName?, reference: OrderReference? = nil) {
        self.esim = esim
        self.bundle = bundle
        self.reference = reference
    }

    /// Whether it is said to have come with another order than this one. Only what has the form of
    /// the provider's references says so, in whatever letters.
    func isOfAnother(than wanted: OrderReference?) -> Bool {
        guard let wanted = wanted?.uuidDigits, let own = reference?.uuidDigits else { return false }
        return wanted != own
    }
}

/// An eSIM with the line it belongs to.
package struct DealtESIM: Hashable, Sendable {
    package let esim: ESIM
    /// Index into the sheet order's lines.
    package let line: Int
    /// The eSIM existed before the order: only the bundle was bought.
    package let existing: Bool

    package init(esim: ESIM, line: Int, existing: Bool) {
        self.esim = esim
        self.line = line
        self.existing = existing
    }
}

/// Why delivered eSIMs cannot be dealt, or not yet.
package enum DealingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Fewer distinct eSIMs than bought: delivery is still under way.
    case tooFew(delivered: Int, bought: Int)
    case tooMany(delivered: Int, bought: Int)
    /// The order has several bundles and the answer does not say which eSIM has which.
    case bundleNotSaid(ICCID)
    /// The counts per bundle are not those bought.
    case otherBundles(BundleName)
    /// Two new eSIMs would be installed by the same code, so one of the codes is wrong.
    case oneCode(ICCID, ICCID)
    /// An existing eSIM that the order was for is not in the answer.
    case eSIMMissing(ICCID)

    package var description: String {
        switch self {
        case .tooFew(let delivered, let bought):
            "\(delivered) of \(bought) eSIMs delivered so far"
        case .tooMany(let delivered, let bought):
            "the provider lists \(delivered) eSIMs for an order of \(bought)"
        case .bundleNotSaid(let iccid):
            "the provider does not say which bundle eSIM \(iccid) has"
        case .otherBundles(let bundle):
            "the eSIMs delivered with bundle \(bundle) are not as many as bought"
        case .oneCode(let one, let other):
            "the provider gives the eSIMs \(one) and \(other) one and the same activation code"
        case .eSIMMissing(let iccid):
            "existing eSIM \(iccid) is not in the provider's answer"
        }
    }
}

extension PlannedOrder {
    /// Deals eSIMs to lines: each item's new eSIMs in the order of their ICCIDs, so that it does
    /// not matter which of the provider's answers they were read from; existing eSIMs to the line
    /// that named them. New ones that are said to have come with another order than `reference` are
    /// left out; an existing one came with another.
    package func deal(
        _ delivered: [DeliveredESIM], from reference: OrderReference? = nil
    ) throws(DealingProblem) -> [DealtESIM] {
        let existing = Set(items.flatMap(\.iccids))
        var byICCID: [ICCID: DeliveredESIM] = [:]
        for one in delivered
        where existing.contains(one.esim.iccid) || !one.isOfAnother(than: reference) {
            byICCID[one.esim.iccid] = one
        }
        guard byICCID.count >= distinctESIMs else {
            throw .tooFew(delivered: byICCID.count, bought: distinctESIMs)
        }
        guard byICCID.count == distinctESIMs else {
            throw .tooMany(delivered: byICCID.count, bought: distinctESIMs)
        }
        var named: [ICCID: ESIM] = [:]
        for iccid in Set(items.flatMap(\.iccids)) {
            guard let one = byICCID.removeValue(forKey: iccid) else {
                throw .eSIMMissing(iccid)
            }
            named[iccid] = one.esim
        }
        var new = try newESIMs(Array(byICCID.values))
        var dealt: [DealtESIM] = []
        for allotment in allotments {
            if allotment.iccids.isEmpty {
                let share = new[allotment.item].prefix(allotment.quantity)
                new[allotment.item].removeFirst(share.count)
                dealt += share.map { DealtESIM(esim: $0, line: allotment.line, existing: false) }
            } else {
                dealt += allotment.iccids.compactMap { named[$0] }.map {
                    DealtESIM(esim: $0, line: allotment.line, existing: true)
                }
            }
        }
        return dealt
    }

    /// How many different eSIMs the order delivers: one existing eSIM may get several bundles.
    package var distinctESIMs: Int {
        Set(items.flatMap(\.iccids)).count
            + items.reduce(0) { $0 + ($1.iccids.isEmpty ? $1.quantity : 0) }
    }

    /// The new eSIMs per item, sorted by ICCID; an empty list for items on existing eSIMs.
    private func newESIMs(_ delivered: [DeliveredESIM]) throws(DealingProblem) -> [[ESIM]] {
        var owners: [String: ICCID] = [:]
        for esim in delivered.map(\.esim) {
            if let other = owners.updateValue(esim.iccid, forKey: esim.activationCode) {
                throw .oneCode(min(other, esim.iccid), max(other, esim.iccid))
            }
        }
        var perItem = items.map { _ in [ESIM]() }
        let fresh = items.indices.filter { items[$0].iccids.isEmpty }
        for one in delivered {
            if fresh.count == 1 {
                perItem[fresh[0]].append(one.esim)
                continue
            }
            guard let bundle = one.bundle else { throw .bundleNotSaid(one.esim.iccid) }
            guard let item = fresh.first(where: { items[$0].bundle == bundle }) else {
                throw .otherBundles(bundle)
            }
            perItem[item].append(one.esim)
        }
        for item in fresh where perItem[item].count != items[item].quantity {
            throw .otherBundles(items[item].bundle)
        }
        return perItem.map { $0.sorted { $0.iccid < $1.iccid } }
    }
}
