// Closes a run: compares the money that is gone with what was bought, and reports.

import Logging
import Orders

extension BatchRunner {
    /// Reads the closing balance and compares. A balance that does not fit at once is read again:
    /// the provider does not say when it books.
    func closeBooks(
        of round: RunRound, _ batches: [RecordedBatch]
    ) async throws -> Books {
        let opening = round.account.balance
        let attempted = round.tally.attempted
        guard !attempted.isEmpty else { return .unknown }
        let bought = boughtOrders(attempted, in: batches)
        guard let spent = Money.sum([.zero(opening.currency)] + bought.map(\.cost)) else {
            return .unknown
        }
        let unknown = try await ledger.unconfirmedAttempts().filter {
            attempted.contains($0.order)
        }
        for reading in 1...BatchLimits.balanceReadings {
            let closing: Money
            do {
                closing =
                    reading == 1
                    ? try await firstClosingBalance(in: round) : try await api.account().balance
            } catch let failure as APIFailure {
                if failure.kind == .cancelled { throw CancellationError() }
                log.warning("the closing balance could not be read: \(failure.cause)")
                return .unknown
            }
            guard closing.currency == opening.currency else { return .unknown }
            let movement = Movement(opening: opening, closing: closing, spent: spent)
            if movement.difference.minorUnits == 0 { return .closed(after: closing, note: nil) }
            if ExactCost(bought)?.explains(fall: opening - closing) == true {
                return .closed(
                    after: closing, cost: opening - closing,
                    note: "prices are finer than the currency's smallest unit, and the cost of "
                        + "each order is shown rounded up")
            }
            if reading == BatchLimits.balanceReadings {
                return try await explain(
                    movement, unknown: unknown, round, orders(attempted, in: batches))
            }
            try await time.sleep(for: BatchLimits.balanceInterval)
        }
        return .unknown
    }

    private func firstClosingBalance(in round: RunRound) async throws -> Money {
        let newest = time.uptime() - BatchLimits.balanceAge
        if let balance = round.tally.balance(since: newest) { return balance }
        return try await api.account().balance
    }

    /// Reads the balance as soon as the last purchase has been answered, while the last orders are
    /// still published. It is the closing one if that takes no longer than a moment: money that
    /// goes while a run waits for install data belongs into its books.
    func readBalanceEarly(in round: RunRound) async {
        let attempts = round.tally.attempts
        let asked = time.uptime()
        guard let balance = try? await api.account().balance else { return }
        round.tally.noteBalance(balance, after: attempts, at: asked)
    }

    /// Looks for others' orders and top-ups since the run began that account for the difference.
    private func explain(
        _ movement: Movement, unknown: [UnconfirmedAttempt], _ round: RunRound,
        _ attempted: [RecordedOrder]
    ) async throws -> Books {
        let start = round.opening.askedAt - clockDoubt
        let listing = try await closingList(since: start)
        if unknown.isEmpty, let listing {
            let evidence = evidence(of: listing, try await ledger.knowledge())
            let others = evidence.othersShare(
                of: movement.difference, since: start,
                attempted: attempted.map(\.planned.items))
            if let others { return .closed(after: movement.closing, note: others.words) }
        }
        return .open(
            after: movement.closing, difference: movement.difference, listing: listing,
            note: movement.words(unknown: unknown.map(\.expected)))
    }

    /// The provider's list, nil where it cannot be had. An interruption says nothing of the books.
    private func closingList(since start: Timestamp) async throws -> OrderListing? {
        do {
            return try await api.orders(since: start)
        } catch let failure as APIFailure {
            if failure.kind == .cancelled { throw CancellationError() }
            log.warning("the provider's list could not be read: \(failure.cause)")
            return nil
        }
    }

    /// Leaves to a person what was refused in this run and is no dearer than the money that is gone
    /// without an order: it may have been charged, and a rerun would ask for it again. Orders that
    /// were made and then failed come before those that were never made. Returns whether there were
    /// any.
    func doubtRefusals(
        in batches: [RecordedBatch], _ round: RunRound, _ books: Books
    ) async throws -> Bool {
        guard case .open(_, let difference, let listing, _) = books else { return false }
        let refused = orders(round.tally.attempted, in: batches)
            .filter { $0.state == .refused }
            .map { order in
                RefusedOrder(
                    id: order.id, expected: order.quote.total, isMade: order.reference != nil,
                    reason: order.reason)
            }
        guard !refused.isEmpty else { return false }
        // What nobody knows yet may account for some of it, and so may listed orders that could be
        // ours; what is surely others' does.
        let unknown = try await ledger.unconfirmedAttempts().filter {
            round.tally.attempted.contains($0.order)
        }.map(\.expected)
        var missing = UnexplainedMoney(all: difference, possiblyOurs: [])
        if let listing {
            let evidence = evidence(of: listing, try await ledger.knowledge())
            missing =
                evidence.unexplained(
                    difference, since: round.opening.askedAt,
                    attempted: orders(round.tally.attempted, in: batches).map(\.planned.items))
                ?? missing
        }
        guard missing.all.minorUnits > 0 else { return false }
        return try await leaveToAPerson(
            chargeable(refused, beside: unknown + missing.possiblyOurs, missing: missing.all),
            missing.all)
    }

    /// Refused orders that may have been charged: a rerun would ask for them again. Returns whether
    /// there are any.
    func leaveToAPerson(_ doubtful: [RefusedOrder], _ missing: Money) async throws -> Bool {
        for order in doubtful {
            try await ledger.recordFailedLater(
                order.id,
                reason: "the provider refused it (\(order.reason ?? "no reason given")), but "
                    + "\(missing) more is gone than was bought: make sure that it was not charged",
                at: time.now())
        }
        return !doubtful.isEmpty
    }

    /// What this run's attempts bought, as the ledger has it.
    private func boughtOrders(
        _ attempted: Set<OrderID>, in batches: [RecordedBatch]
    ) -> [RecordedOrder] {
        orders(attempted, in: batches).filter(\.state.isBought)
    }

    private func orders(
        _ ids: Set<OrderID>, in batches: [RecordedBatch]
    ) -> [RecordedOrder] {
        batches.flatMap(\.orders).flatMap(\.orders).filter { ids.contains($0.id) }
    }

    /// Renders the summaries and says how it went.
    func report(
        on batches: [RecordedBatch], round: RunRound, books: Books,
        alreadyBought: Set<SheetOrderID>, findings: FindingLog, interrupted: Bool = false
    ) async throws -> BatchReport {
        var whole = BatchReport(
            outcome: .complete, batch: batches.count == 1 ? batches[0].name : nil)
        whole.findings = findings
        whole.balanceBefore = round.account.balance
        whole.balanceAfter = books.after
        whole.booksClose = books.close
        whole.startedAt = round.startedAt
        whole.endedAt = time.now()
        func cost(of orders: [RecordedOrder]) -> Money? {
            Money.sum([.zero(round.account.balance.currency)] + orders.map(\.cost))
        }
        let bought = boughtOrders(round.tally.attempted, in: batches)
        whole.cost = books.cost ?? cost(of: bought)
        whole.notes =
            notes(round.brake.reasons, books)
            + (bought.isEmpty && round.brake.heldBack == nil ? openBooks(of: batches) : [])
            + (try await doubtsElsewhere(than: batches))
        let base = whole
        for batch in batches {
            var part = base
            part.batch = batch.name
            part.sheet = batch.sheet
            part.orders = batch.reports
            if batches.count > 1 {
                part.cost = cost(of: boughtOrders(round.tally.attempted, in: [batch]))
                // The balances are those of all batches together.
                (part.balanceBefore, part.balanceAfter) = (nil, nil)
            }
            part.alreadyBought = batch.orders.filter { alreadyBought.contains($0.id) }.count
            part.boughtAt = batch.orders.filter { alreadyBought.contains($0.id) }
                .flatMap(\.orders).compactMap(\.placedAt).max()
            part.outcome =
                interrupted
                ? .interrupted(signal: settings.interruption())
                : outcome(of: part, round.brake.reasons, books)
            do {
                try await publisher.summarise(part, of: batch)
            } catch let failure as PublishFailure {
                whole.notes.append(failure.note)
                whole.isSummarised = false
            }
            whole.orders += part.orders
            whole.alreadyBought += part.alreadyBought
            whole.boughtAt = [whole.boughtAt, part.boughtAt].compactMap { $0 }.max()
            if batches.count == 1 { whole.sheet = part.sheet }
        }
        whole.outcome =
            interrupted
            ? .interrupted(signal: settings.interruption())
            : outcome(of: whole, round.brake.reasons, books)
        // Whoever reads only the summary would read an old one.
        if !whole.isSummarised { whole.outcome = .worst(of: [whole.outcome, .misconfigured]) }
        return whole
    }

    private func outcome(
        of report: BatchReport, _ brakes: [BrakeReason], _ books: Books
    ) -> RunOutcome {
        var outcomes = report.stateOutcomes
        if case .open = books { outcomes.append(.needsAPerson) }
        for brake in brakes {
            switch brake {
            case .credentials: outcomes.append(.misconfigured)
            case .price: outcomes.append(.needsAPerson)
            case .heldBack(let outcome, _): outcomes.append(outcome)
            case .balance, .vain, .unknowns: break
            }
        }
        return outcomes.isEmpty ? .complete : RunOutcome.worst(of: outcomes)
    }

    /// Orders of other batches that a person has to settle, or that are left to be finished: who
    /// reads only this run's result is to know of them.
    private func doubtsElsewhere(than batches: [RecordedBatch]) async throws -> [String] {
        let doubtful = try await ledger.batches(withOrdersIn: [.unconfirmed, .failed])
        let others = doubtful.filter { name in !batches.contains { $0.name == name } }
        // What a run left that was cut off. Ready are also orders that a run held back.
        let unfinished = try await ledger.batches(
            withOrdersIn: [.ready, .placing, .placed, .assigned]
        ).filter { name in !batches.contains { $0.name == name } }
        return [
            others.first.map { first in
                "\(haveWords(first, others.count - 1)) orders that wait for a person: esimbatch "
                    + "status \(first.text.shellWord) shows which."
            },
            unfinished.first.map { first in
                "\(haveWords(first, unfinished.count - 1)) orders that are not finished: esimbatch "
                    + "resume finishes them."
            },
        ].compactMap(\.self)
    }

    /// Books that an earlier run left open: a run that buys nothing has none of its own, and who
    /// reads only its result is to know of them.
    func openBooks(of batches: [RecordedBatch]) -> [String] {
        batches.compactMap { batch in
            guard let run = batch.lastBooks, run.booksClose == false else { return nil }
            let money =
                if let opening = run.opening, let closing = run.closing {
                    ": the balance went from \(opening.amount) to \(closing)"
                } else {
                    ""
                }
            return "The books of the run of \(run.startedAt.description.prefix(16)) did not close"
                + "\(money), and that is not what was bought. Compare the provider's list of "
                + "orders with esimbatch status \(batch.name.text.shellWord) before you buy again."
        }
    }

    private func notes(_ brakes: [BrakeReason], _ books: Books) -> [String] {
        var notes = brakes.map(\.words)
        switch books {
        case .closed(_, _, let note?): notes.append("The books close: \(note).")
        case .open(_, _, _, let note): notes.append(note)
        case .unknown, .closed(_, _, nil): break
        }
        return notes
    }
}

extension BrakeReason {
    /// What happened, and what to do.
    fileprivate var words: String {
        switch self {
        case .heldBack(_, let message): message
        case .credentials(let message):
            "The provider no longer accepts the API key (\(message)); "
                + "check it, then run again: nothing is bought twice."
        case .balance(let message):
            "The provider refused for lack of balance (\(message)); "
                + "top up, then run again: nothing is bought twice."
        case .price(let message):
            "Buying stopped because an order cost more than its quote, or another currency: "
                + "\(message). Run again to see the new cost before more is bought."
        case .vain(let message):
            "Buying stopped: \(message). Run again later: nothing is bought twice."
        case .unknowns: "Buying stopped because the outcome of too many orders is unknown."
        }
    }
}
