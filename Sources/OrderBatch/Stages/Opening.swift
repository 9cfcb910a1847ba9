// Opens a run: whose account it is, what a dead run left behind, and whether the ledger can be
// trusted with more.

import Logging
import Orders

extension BatchRunner {
    /// Claims the ledger for the account, settles what earlier runs left unknown, and refuses to go
    /// on when the provider knows orders of ours that the ledger does not.
    func open(_ round: inout RunRound, fingerprints: Set<Fingerprint>) async throws {
        round.account = try await api.account()
        try await ledger.claim(account: round.account.name)
        let interrupted = try await ledger.recoverInterrupted(at: time.now())
        if interrupted > 0 {
            log.notice("\(interrupted) order(s) were in flight when an earlier run ended")
        }
        if try await ledger.unconfirmedAttempts().isEmpty == false {
            try await reconcileUnconfirmed(in: round)
            // Late orders may have been charged while we waited.
            round.account = try await api.account()
        }
        try await checkAgainstProvider(fingerprints: fingerprints)
    }

    /// Looks at the provider's list for orders that the ledger does not know.
    ///
    /// One that is newer than anything the ledger knows and like something of ours means that the
    /// ledger is an old copy: buying on would buy twice. All others were there before us, and are
    /// remembered so that they are never taken for ours.
    private func checkAgainstProvider(fingerprints: Set<Fingerprint>) async throws {
        let knowledge = try await ledger.knowledge()
        let now = time.now()
        let start = min(knowledge.newest ?? now, now) - BatchLimits.baselineWindow
        let evidence = Evidence(
            listing: try await api.orders(since: start), owned: knowledge.owned,
            baseline: knowledge.baseline, ownAddresses: knowledge.ownAddresses, isSettled: false)
        let unconfirmed = try await ledger.unconfirmedAttempts().map(\.items)
        let strangers = evidence.unowned(since: start).filter { order in
            !unconfirmed.contains { order.hasItems($0) }
        }
        if let newest = knowledge.newest, !settings.trustsLedger {
            let ours = knowledge.fingerprints.union(fingerprints)
            let missed = strangers.filter { order in
                (order.created.map { $0 > newest } ?? false) && order.isOneOf(ours)
                    && !evidence.isElsewhere(order)
            }
            if let first = missed.first { throw outdated(missed.count, example: first.reference) }
        }
        try await ledger.recordBaseline(strangers.map(\.reference), at: now)
    }

    private func outdated(_ count: Int, example: OrderReference) -> LedgerFailure {
        LedgerFailure(
            .outdated, attempting: "comparing the ledger with the provider's list",
            cause: "the provider lists \(count) order(s) like ours, newer than anything this "
                + "ledger knows (for example \(example)): it looks like an old copy",
            hint: "restore the newest ledger; if you have checked that somebody else bought them, "
                + "run again with --trust-ledger")
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
