// Buys one order: record, send, record. The heart of the program.

import Logging
import Orders

extension BatchRunner {
    /// Buys an order that is ready. Returns what was placed; nil when it was refused, is
    /// unconfirmed or was not sent, all of which the ledger then says.
    func place(_ order: RecordedOrder, in round: RunRound) async throws -> PlacedOrder? {
        var tries = 0
        var limited = 0
        while !round.brake.isPulled {
            let outcome = try await round.slots.withSlot { slot -> PlacementOutcome? in
                try await round.lane.turn()
                try await api.awaitTurn()
                guard !round.brake.isPulled else { return nil }
                return try await attempt(order, in: round, holding: slot)
            }
            guard let outcome else { return nil }
            switch outcome {
            case .placed(let placed):
                round.tally.noteBought()
                let cost = placed.total ?? order.quote.total
                progress.update { $0.spent = Money.sum([$0.spent, cost].compactMap { $0 }) }
                return placed
            case .refused:
                progress.update { $0.done += 1 }
                return nil
            case .unconfirmed:
                progress.update { $0.unknown += 1 }
                return nil
            case .notPlaced(.rateLimited) where limited < BatchLimits.limitedTries:
                limited += 1  // The provider is well; the gate holds us back as long as it asked.
            case .notPlaced(let why):
                tries += 1
                guard tries < Limits.placementTries else {
                    try await ledger.note(order.id, reason: why.reason, at: time.now())
                    round.tally.giveUp(order.id)
                    round.brake.pull(.vain(why.reason))
                    return nil
                }
                try await time.sleep(for: retryDelay(tries))
            }
        }
        return nil
    }

    /// One attempt: the record is durable before the first byte leaves, and the answer before
    /// anyone hears of it. An interruption does not cut it short.
    ///
    /// The slot is given back once the answer is in line for its commit: an attempt that begins
    /// then is never durable without it, so the ledger never shows more open attempts than slots.
    /// Only an answer that the ledger cannot hold is one more until it is recorded as unknown.
    private func attempt(
        _ order: RecordedOrder, in round: RunRound, holding slot: Slots.Slot
    ) async throws -> PlacementOutcome {
        round.tally.noteAttempt(order.id)
        return try await shielded {
            let startedAt = time.now()
            let started = time.uptime()
            let attempt = try await ledger.beginAttempt(
                order.id,
                AttemptStart(
                    AttemptTimes(
                        startedAt: startedAt,
                        deadline: startedAt + settings.requestTimeout + Limits.attemptAge,
                        skew: api.clockSkew),
                    expected: order.quote.total))
            let answer =
                max(time.uptime() - started, time.now() - startedAt) <= Limits.attemptAge
                ? await api.place(order.planned.items)
                : PlacementAnswer(outcome: .notPlaced(.tooOld))
            heed(answer.outcome, of: order, in: round)
            // A clock that was set back must not end it before its start, and a virtual machine
            // that stood still has no uptime to show for it.
            let endedAt = max(startedAt + (time.uptime() - started), time.now())
            return try await finish(attempt, with: answer, at: endedAt, in: round, holding: slot)
        }
    }

    /// Stops further purchases where the answer says so, before the slot lets another in.
    private func heed(
        _ outcome: PlacementOutcome, of order: RecordedOrder, in round: RunRound
    ) {
        switch outcome {
        case .placed(let placed):
            round.brake.noteKnown()
            checkPrice(placed.total, placed.reference, of: order, in: round)
        case .refused(let refusal):
            round.brake.noteKnown()
            stop(for: refusal, in: round)
        case .unconfirmed:
            round.brake.noteUnknown(limit: settings.concurrency)
        case .notPlaced:
            break
        }
    }

    /// Records the answer. One that the ledger cannot hold, because it gives the reference of
    /// another order, is as good as unknown.
    private func finish(
        _ attempt: AttemptID, with answer: PlacementAnswer, at now: Timestamp,
        in round: RunRound, holding slot: Slots.Slot
    ) async throws -> PlacementOutcome {
        do {
            try await ledger.finishAttempt(attempt, with: answer, at: now) {
                slot.release()
            }
            return answer.outcome
        } catch let failure as LedgerFailure where failure.kind == .refused {
            let unknown = PlacementOutcome.unconfirmed(
                reason: "the provider answered with the reference of another order")
            round.brake.noteUnknown(limit: settings.concurrency)
            try await ledger.finishAttempt(
                attempt,
                with: PlacementAnswer(outcome: unknown, status: answer.status, body: answer.body),
                at: now)
            return unknown
        }
    }

    /// There is no way to name a highest price, so a price that moved between the quote and the
    /// purchase shows only afterwards. A higher one stops further purchases.
    func checkPrice(
        _ total: Money?, _ reference: OrderReference, of order: RecordedOrder, in round: RunRound
    ) {
        guard let total, total != order.quote.total else { return }
        let cost = "order \(reference) cost \(total) and was quoted \(order.quote.total)"
        if total.currency != order.quote.total.currency
            || total.minorUnits > order.quote.total.minorUnits
        {
            round.brake.pull(.price(cost))
        } else {
            log.notice("\(cost)")
        }
    }

    private func stop(for refusal: Refusal, in round: RunRound) {
        switch refusal.stops {
        case .credentials: round.brake.pull(.credentials(refusal.message))
        case .balance: round.brake.pull(.balance(refusal.message))
        case nil: break
        }
    }

    private func retryDelay(_ tries: Int) -> Duration {
        min(BatchLimits.longestRetry, BatchLimits.firstRetry * (1 << min(tries - 1, 10)))
    }
}
