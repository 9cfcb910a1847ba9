// Waits for an order's install data and writes it into the ledger.

import Orders

extension BatchRunner {
    /// Collects the eSIMs of a placed order. Returns whether they are all in the ledger now; if
    /// not, the ledger says why, and `resume` goes on.
    func collect(
        _ order: RecordedOrder, reference: OrderReference, inline: [DeliveredESIM],
        in round: RunRound
    ) async throws -> Bool {
        if let dealt = try? order.planned.deal(inline) {
            return try await record(dealt, of: order, total: nil, in: round)
        }
        progress.update { $0.waiting += 1 }
        defer { progress.update { $0.waiting -= 1 } }
        let deadline = time.uptime() + settings.assignmentTimeout
        var delay = BatchLimits.firstPoll
        var problem = "no install data yet"
        var failedLooks = 0
        while true {
            var asked: Duration?
            var dealt: [DealtESIM]?
            var total: Money?
            do {
                let delivery = try await api.delivery(
                    of: reference, expecting: order.planned.distinctESIMs)
                failedLooks = delivery.status == .failed ? failedLooks + 1 : 0
                if failedLooks >= BatchLimits.failedLooks, delivery.esims.isEmpty {
                    try await ledger.recordFailedLater(
                        order.id,
                        reason:
                            "the provider failed order \(reference) after accepting it; make sure "
                            + "that it was not charged before running the sheet again",
                        at: time.now())
                    progress.update { $0.done += 1 }
                    return false
                }
                asked = delivery.retryAfter
                if !delivery.items.isEmpty,
                    !delivery.items.match(order.planned.items, { !$0.isDisjoint(with: $1) })
                {
                    return try await giveUp(
                        order,
                        "order \(reference) is for something else than this order; settle it "
                            + "with the right reference", in: round)
                }
                do throws(DealingProblem) {
                    dealt = try order.planned.deal(delivery.esims)
                    total = delivery.total
                } catch {
                    problem = error.description
                }
            } catch let failure as APIFailure {
                switch failure.kind {
                case .cancelled: throw CancellationError()
                case .credentials:
                    round.brake.pull(.credentials(failure.cause))
                    return try await giveUp(order, failure.description, in: round)
                case .unreachable, .unavailable, .unreadable, .rejected:
                    problem = failure.description
                }
            }
            if let dealt { return try await record(dealt, of: order, total: total, in: round) }
            let left = deadline - time.uptime()
            guard left > .zero else { return try await giveUp(order, problem, in: round) }
            try await time.sleep(for: min(left, max(delay, asked ?? .zero)))
            delay = min(BatchLimits.longestPoll, delay * 3 / 2)
        }
    }

    private func giveUp(
        _ order: RecordedOrder, _ problem: String, in round: RunRound
    ) async throws -> Bool {
        try await ledger.note(order.id, reason: problem, at: time.now())
        round.tally.giveUp(order.id)
        return false
    }

    /// Writes the eSIMs into the ledger; false when one of them is another order's already, and so
    /// not ours to hand out.
    private func record(
        _ dealt: [DealtESIM], of order: RecordedOrder, total: Money?, in round: RunRound
    ) async throws -> Bool {
        do {
            try await ledger.recordDelivery(order.id, dealt, total: total, at: time.now())
        } catch let failure as LedgerFailure where failure.kind == .refused {
            return try await giveUp(
                order, "an eSIM of this order is another order's already: \(failure.cause)",
                in: round)
        }
        progress.update { snapshot in
            snapshot.esims += dealt.count
            snapshot.done += 1
        }
        return true
    }
}
