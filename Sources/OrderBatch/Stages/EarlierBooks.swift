// Compares the money of a run that ended before it could, and what has gone since one that did:
// what was refused may have been charged.

import Orders

extension BatchRunner {
    /// Closes the books of the last run that bought, where it was killed or interrupted, or could
    /// not read the balance. Where more is gone than it bought, nothing is bought now: refused
    /// orders that may have been charged are left to a person, and the run after this one goes on.
    /// Returns whether an order was.
    func closeEarlierBooks(in round: RunRound) async throws -> Bool {
        guard !round.brake.isPulled,
            let run = try await ledger.earlierRun(since: time.now() - BatchLimits.dismissedFor)
        else { return false }
        // What else goes between two runs is nobody's business here.
        if run.isClosed, run.refused.isEmpty { return false }
        let since = run.money.since
        let listing = try await api.orders(since: since - clockDoubt)
        let evidence = evidence(of: listing, try await ledger.knowledge()).sinceAnEarlierRun
        let balance = round.account.balance
        guard let gone = run.money.gone(at: balance),
            let unexplained = evidence.unexplained(gone, since: since, attempted: run.attempted)
        else { return false }
        let (missing, ours) = (unexplained.all, unexplained.possiblyOurs)
        let unknown = try await ledger.unconfirmedAttempts().filter {
            $0.startedAt >= since && $0.expected.currency == missing.currency
        }
        if run.isClosed {
            return try await doubtLateCharges(
                of: run, ours.reduce(missing, -), unknown, in: round)
        }
        let rest = unknown.reduce(missing) { $0 - $1.expected }
        // The unknown ones may explain what is gone, but so may what was refused.
        let doubtful =
            missing.minorUnits > BatchLimits.roundedAway
            ? chargeable(
                run.refused, beside: unknown.map(\.expected) + ours, missing: missing) : []
        guard rest.minorUnits > BatchLimits.roundedAway || !doubtful.isEmpty else {
            if unknown.isEmpty, missing.minorUnits >= 0 {
                try await ledger.closeBooks(of: run.id, balance: balance, close: true)
            }
            return false
        }
        let hasDoubt = try await leaveToAPerson(doubtful, missing)
        try await ledger.closeBooks(of: run.id, balance: balance, close: false)
        round.brake.pull(
            .heldBack(
                .needsAPerson,
                "The run of \(since.description.prefix(16)) ended before its books were closed: "
                    + "the balance went from \(run.money.opening) to \(balance), and that is "
                    + "\(missing) more than was bought. Nothing is bought now. Compare the "
                    + "provider's list of orders with esimbatch status, then run again."))
        return hasDoubt
    }

    /// Leaves to a person an order that was refused and costs just what has gone since the books of
    /// its run were closed, alone or beside what nobody knows of: it may have been carried out
    /// late. So may several of a few; sums of many would be found in whatever has gone. Holds the
    /// round back if there is one.
    private func doubtLateCharges(
        of run: EarlierRun, _ missing: Money, _ unknown: [UnconfirmedAttempt], in round: RunRound
    ) async throws -> Bool {
        guard missing.minorUnits > BatchLimits.roundedAway else { return false }
        var doubtful = run.refused.filter { order in
            order.expected.currency == missing.currency
                && canSum(
                    to: missing.minorUnits, of: [order.expected.minorUnits],
                    beside: unknown.map(\.expected.minorUnits)) == true
        }
        if doubtful.isEmpty, run.refused.count <= BatchLimits.refusalsSummed {
            doubtful = chargeable(
                run.refused, beside: unknown.map(\.expected), missing: missing)
        }
        guard try await leaveToAPerson(doubtful, missing) else { return false }
        round.brake.pull(
            .heldBack(
                .needsAPerson,
                "\(missing) has gone since the run of \(run.money.since.description.prefix(16)), "
                    + "nothing listed explains it, and it is what "
                    + "\(counted(doubtful.count, "order")) cost that the provider refused. Nothing "
                    + "is bought now. Make sure that "
                    + "\(doubtful.count == 1 ? "it was" : "they were") not carried out after all: "
                    + "esimbatch status shows which, esimbatch settle ends it. Then run again."))
        return true
    }
}
