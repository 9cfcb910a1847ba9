// The person in the simulated world: reads what a run says, and does what it asks for.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders

extension World {
    /// What a person does about a run that has ended.
    func attendTo(_ end: End) {
        settings.trustsLedger = false
        switch end {
        case .died: break
        case .failed(let failure as LedgerFailure) where failure.kind == .outdated:
            // They look at the list: the orders are somebody else's, for the ledger was never
            // restored here.
            if provider.booked.allSatisfy(\.isOurs) {
                violate("the ledger is called old, and nobody else has bought: \(failure)")
            }
            settings.trustsLedger = true
        case .failed(let failure as LedgerFailure):
            violate("the ledger failed: \(failure)")
        case .failed(is APIFailure), .failed(is CancellationError): break
        case .failed(let error):
            violate("an unexpected error: \(error)")
        case .reported(let report):
            if report.outcome == .overBudget {
                // They agree to the new price.
                settings.ceiling = nil
            }
            if report.notes.contains(where: { $0.contains("--trust-ledger") }) {
                settings.trustsLedger = true
            }
            if report.outcome == .complete { checkCompleteness(of: report) }
        }
    }

    /// They compare each open doubt with the provider's portal, and settle it.
    func settleByPerson() {
        var free = unowned(provider.booked.filter { $0.isOurs && !$0.isFailed })
        for order in recorded().flatMap(\.orders) {
            let settlement: Settlement
            switch order.state {
            case .unconfirmed, .failed:
                let found = free.firstIndex { $0.fingerprint == order.planned.fingerprint }
                settlement = found.map { .bought(free.remove(at: $0).reference) } ?? .notBought
            case .ready, .placing, .placed, .assigned, .published, .refused: continue
            }
            result.settledByPerson += 1
            trace("settled \(order.id.rawValue) as \(settlement)")
            betweenRuns { [ledger, time] in
                try await ledger.settle(
                    order.id, as: settlement, reason: "looked it up", at: time.ourNow)
            }
        }
    }

    /// Orders in the provider's books that no row of the ledger owns.
    func unowned(_ booked: [BookedOrder]) -> [BookedOrder] {
        let owned = Set(recorded().flatMap(\.orders).compactMap(\.reference))
        return booked.filter { !owned.contains($0.reference) }
    }
}
