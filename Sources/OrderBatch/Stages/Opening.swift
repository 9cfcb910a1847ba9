// Opens a run: whose account it is, what a dead run left behind, and whether the ledger can be
// trusted with more.

import Logging
import Orders

extension BatchRunner {
    /// Claims the ledger for the account, settles what earlier runs left unknown, and looks for
    /// orders at the provider that the ledger should know.
    ///
    /// `fingerprints` are those about to be bought. Pulls the round's brake when an order has
    /// turned up that was called not bought; throws when the ledger is an old copy.
    func open(_ round: inout RunRound, fingerprints: Set<Fingerprint>) async throws {
        // The list and the account are asked for at once: both only read.
        let known = try await ledger.knowledge()
        let start = listingStart(known)
        async let listing = api.orders(since: start)
        round.account = try await api.account()
        try await ledger.claim(account: round.account.name)
        let interrupted = try await ledger.recoverInterrupted(at: time.now())
        if interrupted > 0 {
            log.notice("\(interrupted) order(s) were in flight when an earlier run ended")
        }
        if try await ledger.unconfirmedAttempts().isEmpty == false {
            try await reconcileUnconfirmed(in: round)
            // Late orders may have been charged while we waited, and more may be listed.
            round.account = try await api.account()
            try await check(
                try await api.orders(since: start), since: start, fingerprints: fingerprints, round)
        } else {
            try await check(try await listing, since: start, fingerprints: fingerprints, round)
        }
    }

    private func listingStart(_ knowledge: LedgerKnowledge) -> Timestamp {
        let now = time.now()
        return min(knowledge.newest ?? now, now) - BatchLimits.baselineWindow
    }

    /// Compares the provider's list with what the ledger knows.
    ///
    /// One that is newer than anything the ledger knows and like something of ours means that the
    /// ledger is an old copy: buying on would buy twice. One that fits an attempt that was called
    /// not bought was bought after all. All others were there before us, and are remembered so that
    /// they are never taken for ours.
    private func check(
        _ listing: OrderListing, since start: Timestamp, fingerprints: Set<Fingerprint>,
        _ round: RunRound
    ) async throws {
        let knowledge = try await ledger.knowledge()
        let now = time.now()
        let evidence = Evidence(
            listing: listing, owned: knowledge.owned, baseline: knowledge.baseline,
            ownAddresses: knowledge.ownAddresses, isSettled: false)
        var strangers = evidence.unowned(since: start)
        let open = try await ledger.unconfirmedAttempts()
        let undecided = Set(lookalikes(of: open, in: evidence).values.joined())
        let inQuestion = strangers.filter { undecided.contains($0.reference) }
        strangers.removeAll { undecided.contains($0.reference) }
        guard !settings.trustsLedger else {
            try await ledger.recordBaseline(strangers.map(\.reference), at: now)
            return
        }
        // More look-alikes than attempts in question: somebody else buys the same, or the ledger is
        // an old copy. Either way more of the same is not bought before a person has decided.
        for (fingerprint, attempts) in Dictionary(grouping: open, by: { Fingerprint($0.items) })
        where fingerprints.contains(fingerprint) {
            let alike = inQuestion.filter { $0.couldHave(attempts[0].items) }
            if alike.count > attempts.count {
                round.brake.pull(.heldBack(.needsAPerson, undecidedWords(fingerprint, alike.count)))
            }
        }
        // Each attempt that was called not bought accounts for one order that has turned up; more
        // than that, or anything else like ours, means an old copy.
        var dismissed = knowledge.dismissed
        var revenants: [(order: ListedOrder, attempt: DismissedAttempt)] = []
        for order in strangers {
            let match = dismissed.firstIndex {
                $0.isLike(order, settleAfter: settings.settleAfter)
            }
            if let match { revenants.append((order, dismissed.remove(at: match))) }
        }
        if let newest = knowledge.newest {
            let ours = knowledge.fingerprints.union(fingerprints)
            let turnedUp = Set(revenants.map(\.order.reference))
            let missed = strangers.filter { order in
                !turnedUp.contains(order.reference)
                    && (order.created.map { $0 > newest - BatchLimits.clockDoubt } ?? false)
                    && order.isOneOf(ours) && !evidence.isElsewhere(order)
            }
            if !missed.isEmpty { throw outdated(missed) }
        }
        if let (order, attempt) = revenants.first {
            round.brake.pull(.heldBack(.needsAPerson, revenantWords(order, attempt)))
        }
        // While anything is in doubt, what is listed since stays evidence.
        guard round.brake.reason == nil else { return }
        let doubtful = open.map(\.startedAt).min().map { $0 - reconciliationMargin }
        let settled = strangers.filter { order in
            guard let doubtful, let created = order.created else { return doubtful == nil }
            return created < doubtful
        }
        try await ledger.recordBaseline(settled.map(\.reference), at: now)
    }

    private func undecidedWords(_ fingerprint: Fingerprint, _ count: Int) -> String {
        "The provider lists \(count) orders of \(fingerprint) that this ledger does not know, and "
            + "an unconfirmed order could be any of them. Nothing is bought until it is settled: "
            + "esimbatch status shows it."
    }

    private func revenantWords(_ order: ListedOrder, _ attempt: DismissedAttempt) -> String {
        "The provider lists the order \(order.reference), which fits \(attempt.order): that was "
            + "called not bought. Nothing is bought until a person has decided. If it is the same, "
            + "run esimbatch settle \"\(attempt.order)\" --bought \(order.reference) --reason "
            + "TEXT. If it was bought again meanwhile, ask the provider for a refund; then, and "
            + "also if it is somebody else's, run again with --trust-ledger."
    }

    private func outdated(_ missed: [ListedOrder]) -> LedgerFailure {
        let listed = missed.prefix(10).map { order in
            let items = order.items.map { "\($0.quantity) × \($0.bundle)" }.joined(separator: ", ")
            return "\(order.reference) (\(items), \(order.created.map(\.description) ?? "no date"))"
        }.joined(separator: "; ")
        return LedgerFailure(
            .outdated, attempting: "comparing the ledger with the provider's list",
            cause:
                "the provider lists \(missed.count) order(s) like ours that this ledger does not "
                + "know, so it looks like an old copy: \(listed)",
            hint: "restore the newest ledger; only if you have checked that somebody else bought "
                + "them, run again with --trust-ledger")
    }
}

extension DismissedAttempt {
    /// The order has the attempt's content, and a time at which the attempt can have been booked.
    fileprivate func isLike(_ order: ListedOrder, settleAfter: Duration) -> Bool {
        guard order.couldHave(items), let created = order.created else { return false }
        return created >= startedAt - reconciliationMargin
            && created <= deadline + settleAfter + reconciliationLookback
    }
}

extension ListedOrder {
    /// Whether the row's bundles and quantities are those of one of these fingerprints, for new
    /// eSIMs.
    fileprivate func isOneOf(_ fingerprints: Set<Fingerprint>) -> Bool {
        let bundles = items.compactMap { item -> OrderItem? in
            guard item.type == "bundle", item.quantity >= 1, let name = BundleName(item.bundle)
            else { return nil }
            return OrderItem(bundle: name, quantity: item.quantity)
        }
        if fingerprints.contains(Fingerprint(bundles)) { return true }
        let named = items.compactMap { item -> OrderItem? in
            let iccids = item.iccids.compactMap { ICCID($0) }
            guard item.type == "bundle", let name = BundleName(item.bundle),
                item.quantity == iccids.count, !iccids.isEmpty
            else { return nil }
            return OrderItem(bundle: name, quantity: item.quantity, iccids: iccids)
        }
        return named.count == bundles.count && fingerprints.contains(Fingerprint(named))
    }
}
