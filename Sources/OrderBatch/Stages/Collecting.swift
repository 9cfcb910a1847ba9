// Waits for an order's install data and writes it into the ledger.

import Orders

/// What one look at a bought order comes to.
private enum Look {
    /// Its eSIMs are in the ledger.
    case complete
    case incomplete(String)
    /// What the provider says cannot be right, and more of it would not help.
    case wrong(String)

    var isWrong: Bool {
        if case .wrong = self { true } else { false }
    }
}

extension BatchRunner {
    /// Collects the eSIMs of a placed order. Returns whether they are all in the ledger now; if
    /// not, the ledger says why: `resume` goes on, or a person has to.
    func collect(
        _ order: RecordedOrder, reference: OrderReference, inline: [DeliveredESIM],
        in round: RunRound
    ) async throws -> Bool {
        if let dealt = try? order.planned.deal(inline, from: reference),
            try await record(dealt, of: order, total: nil) == nil
        {
            return true
        }
        progress.update { $0.waiting += 1 }
        defer { progress.update { $0.waiting -= 1 } }
        let deadline = time.uptime() + settings.assignmentTimeout
        var delay = BatchLimits.firstPoll
        var problem = "no install data yet"
        var wrongLooks = 0
        // Not yet, where the answer to the purchase told no price.
        var isPriced = order.total != nil
        while true {
            var asked: Duration?
            var isAnswered = false
            do {
                let delivery = try await api.delivery(
                    of: reference, expecting: order.planned.distinctESIMs)
                asked = delivery.retryAfter
                isAnswered = true
                let look = try await take(delivery, for: order, reference)
                // Not that of something else.
                if !isPriced, let total = delivery.total, !look.isWrong {
                    isPriced = true
                    checkPrice(total, reference, of: order, in: round)
                }
                switch look {
                case .complete:
                    return true
                case .incomplete(let why):
                    problem = why
                    wrongLooks = 0
                case .wrong(let why):
                    problem = why
                    wrongLooks += 1
                    if wrongLooks >= BatchLimits.wrongLooks {
                        try await ledger.recordFailedLater(order.id, reason: why, at: time.now())
                        progress.update { $0.done += 1 }
                        return false
                    }
                }
            } catch let failure as APIFailure {
                switch failure.kind {
                case .cancelled: throw CancellationError()
                case .credentials:
                    round.brake.pull(.credentials(failure.cause))
                    return try await giveUp(
                        order, failure.description, inVain: false, in: round)
                case .unreachable, .unavailable, .unreadable, .rejected:
                    problem = failure.description
                }
            }
            let left = deadline - time.uptime()
            guard left > .zero else {
                let hasWaited = isAnswered && settings.assignmentTimeout > .zero
                return try await giveUp(order, problem, inVain: hasWaited, in: round)
            }
            try await time.sleep(for: min(left, max(delay, asked ?? .zero)))
            delay = min(BatchLimits.longestPoll, delay * 3 / 2)
        }
    }

    private func take(
        _ delivery: Delivery, for order: RecordedOrder, _ reference: OrderReference
    ) async throws -> Look {
        if delivery.status.isOver, try await !isVouchedFor(delivery, of: order) {
            return .wrong(
                "the provider failed, cancelled or refunded order \(reference) after accepting it; "
                    + (delivery.esims.isEmpty
                        ? "make sure that it was not charged before running the sheet again"
                        : "it still tells its eSIMs: if they are good and paid for, settle it as "
                            + "bought with that reference, else as not bought"))
        }
        if !delivery.items.areLike(order.planned.items) {
            return .wrong(
                "order \(reference) is for something else than this order; settle it with the "
                    + "right reference")
        }
        if delivery.esims.isEmpty, let refusal = delivery.refusal {
            return .incomplete(unknownReferenceWords(reference, answer: refusal))
        }
        let dealt: [DealtESIM]
        do throws(DealingProblem) {
            dealt = try order.planned.deal(delivery.esims, from: reference)
        } catch {
            switch error {
            case .tooMany:
                // More than were bought does not become less by waiting.
                return .wrong(error.description)
            case .eSIMMissing:
                // It brings as many as were bought, and others.
                return .wrong(
                    "order \(reference) was charged, and \(error): either it is somebody else's "
                        + "that looks the same in the list, or the provider put the bundle on "
                        + "another eSIM; find out which, and settle it with the right reference, "
                        + "or as not bought if there is none")
            case .tooFew, .bundleNotSaid, .otherBundles, .oneCode:
                return .incomplete(
                    error.description + (delivery.trouble.map { "; \($0)" } ?? ""))
            }
        }
        guard let conflict = try await record(dealt, of: order, total: delivery.total) else {
            return .complete
        }
        return .wrong(
            "order \(reference) brings an eSIM that another order has: \(conflict.cause). If the "
                + "provider took it back and sold it anew, run \(conflict.hint), which notes that "
                + "it is gone, settle this order with --bought \(reference), and resume. If not, "
                + "settle whichever of the two has the wrong reference")
    }

    /// Whether a person has said, of what the provider calls over, that its eSIMs are good.
    private func isVouchedFor(_ delivery: Delivery, of order: RecordedOrder) async throws -> Bool {
        guard !delivery.esims.isEmpty else { return false }
        return try await ledger.lastOutcome(of: order.id) == .settledBought
    }

    private func giveUp(
        _ order: RecordedOrder, _ problem: String, inVain: Bool, in round: RunRound
    ) async throws -> Bool {
        try await ledger.note(order.id, reason: problem, inVain: inVain, at: time.now())
        round.tally.giveUp(order.id)
        return false
    }

    /// Writes the eSIMs into the ledger; returns why not, when one of them is another order's
    /// already and so not ours to hand out. The hint is the command that looks at the other one.
    private func record(
        _ dealt: [DealtESIM], of order: RecordedOrder, total: Money?
    ) async throws -> LedgerFailure? {
        do {
            try await ledger.recordDelivery(order.id, dealt, total: total, at: time.now())
        } catch let failure as LedgerFailure where failure.kind == .refused {
            return failure
        }
        progress.update { snapshot in
            snapshot.esims += dealt.count
            snapshot.done += 1
        }
        return nil
    }
}
