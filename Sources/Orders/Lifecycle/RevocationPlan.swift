// Decides what can be given back of an order: pure, from the ledger and what the provider shows.

/// One eSIM of a purchase, and what a revocation would do to it.
package struct PlannedRevocation: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        /// The unused bundle can be taken off. `leaves` means that the eSIM would then have no
        /// bundle and, as far as is known, was never installed: the provider takes it back.
        case revoke(RevocationTarget, leaves: Bool)
        /// It is off already.
        case done
        /// It was taken off elsewhere, which the ledger does not know yet. `leaves` as above.
        case doneElsewhere(RevocationTarget, leaves: Bool)
        /// It stays, for this reason.
        case keep(reason: String)
    }

    package let order: OrderID
    package let iccid: ICCID
    /// Index into the sheet order's lines.
    package let line: Int
    package let bundle: BundleName
    package var step: Step
    /// The provider's words in validate mode; nil while it was not asked.
    package var words: String?

    package init(order: OrderID, iccid: ICCID, line: Int, bundle: BundleName, step: Step) {
        self.order = order
        self.iccid = iccid
        self.line = line
        self.bundle = bundle
        self.step = step
    }
}

extension PlannedRevocation {
    /// The same where the eSIM stays in the account all the same.
    package var staying: PlannedRevocation {
        var plan = self
        if case .revoke(let target, _) = step { plan.step = .revoke(target, leaves: false) }
        return plan
    }
}

extension [RecordedSheetOrder] {
    /// What would become of each eSIM of the orders, order by order. `holdings` has what the
    /// provider shows of each eSIM; one that it does not know as the account's is missing.
    package func planRevocations(
        _ holdings: [ICCID: ESIMHoldings]
    ) -> [(order: RecordedSheetOrder, plan: PlannedRevocation)] {
        var taken: Set<AssignmentID> = []
        var rows: [(order: RecordedSheetOrder, plan: PlannedRevocation)] = []
        for order in self {
            for part in order.orders {
                for dealt in part.esims {
                    let bundle = order.lines[dealt.line].content.bundle
                    let step = part.step(
                        for: dealt, bundle, holdings[dealt.esim.iccid], taken: &taken)
                    rows.append(
                        (
                            order,
                            PlannedRevocation(
                                order: part.id, iccid: dealt.esim.iccid, line: dealt.line,
                                bundle: bundle, step: step)
                        ))
                }
            }
        }
        // An eSIM goes with the last bundle that is taken off.
        var isLast = Set(rows.map(\.plan.iccid))
        for index in rows.indices.reversed() {
            let plan = rows[index].plan
            guard let held = holdings[plan.iccid], held.wasInstalled != true else { continue }
            let alive = held.bundles.filter(\.state.isAlive)
            switch plan.step {
            case .revoke(let target, _):
                let isAllTaken = alive.allSatisfy { taken.contains($0.assignment) }
                rows[index].plan.step = .revoke(
                    target, leaves: isAllTaken && isLast.remove(plan.iccid) != nil)
            case .doneElsewhere(let target, _):
                rows[index].plan.step = .doneElsewhere(target, leaves: alive.isEmpty)
            case .done, .keep: break
            }
        }
        return rows
    }
}

extension RecordedOrder {
    fileprivate func step(
        for dealt: DealtESIM, _ bundle: BundleName, _ holdings: ESIMHoldings?,
        taken: inout Set<AssignmentID>
    ) -> PlannedRevocation.Step {
        switch revocation(of: dealt.esim.iccid, line: dealt.line)?.state {
        case .revoked: return .done
        case .sending, .unconfirmed:
            return .keep(reason: "what became of an earlier revocation is not known yet")
        case .refused, .open, nil: break
        }
        guard let reference else { return .keep(reason: "it has no order reference") }
        guard let holdings else {
            return .keep(reason: "the provider does not show it as this account's")
        }
        let ours = holdings.bundles.filter {
            $0.bundle == bundle && $0.isOf(reference) && !taken.contains($0.assignment)
        }
        guard let unused = ours.first(where: { $0.state == .queued }) else {
            if let gone = ours.first, gone.state == .revoked {
                return .doneElsewhere(
                    RevocationTarget(
                        iccid: dealt.esim.iccid, bundle: bundle, assignment: gone.assignment),
                    leaves: false)
            }
            return .keep(reason: Self.whyKept(ours.first?.state))
        }
        taken.insert(unused.assignment)
        return .revoke(
            RevocationTarget(
                iccid: dealt.esim.iccid, bundle: bundle, assignment: unused.assignment),
            leaves: false)
    }

    /// Why a bundle that is not unused stays, by its state; nil for no bundle.
    private static func whyKept(_ state: AppliedBundle.State?) -> String {
        switch state {
        case nil: "the provider shows no bundle of this order on it"
        case .processing: "its bundle is still being applied; try in ten minutes"
        case .active: "its bundle is in use; nothing would come back"
        case .depleted, .expired: "its bundle is used up; nothing would come back"
        case .lapsed: "its bundle has lapsed"
        case .queued, .other, .revoked: "the provider does not say whether it was used"
        }
    }
}

/// What a look at the eSIM says of a revocation whose answer was lost.
package enum RevocationVerdict: Hashable, Sendable {
    case revoked(words: String)
    /// The bundle is still on the eSIM.
    case applied
    /// The look does not tell.
    case unknown

    /// - Parameters:
    ///   - holdings: nil when the provider does not know the eSIM as the account's.
    ///   - leaves: whether the eSIM was to leave the account with its last bundle.
    package init(_ holdings: ESIMHoldings?, _ assignment: AssignmentID, leaves: Bool) {
        guard let holdings else {
            self =
                leaves ? .revoked(words: "the eSIM has left the account, as was to be") : .unknown
            return
        }
        switch holdings.bundles.first(where: { $0.assignment == assignment })?.state {
        case nil: self = .revoked(words: "the bundle is no longer on the eSIM")
        case .revoked: self = .revoked(words: "the provider shows the bundle as revoked")
        case .queued, .processing: self = .applied
        case .active, .depleted, .expired, .lapsed: self = .applied
        case .other: self = .unknown
        }
    }
}
