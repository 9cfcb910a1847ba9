// Opens a run: whose account it is, what a dead run left behind, and whether the ledger can be
// trusted with more.

import Logging
import Orders

extension BatchRunner {
    /// Claims the ledger for the account, settles what earlier runs left unknown, and looks for
    /// orders at the provider that the ledger should know.
    ///
    /// `fingerprints` are those about to be bought. Pulls the round's brake when an order has
    /// turned up that was called not bought; throws when the ledger is an old copy. Returns the
    /// round, and whether any order in the ledger may have changed.
    func open(
        fingerprints: Set<Fingerprint>
    ) async throws -> (round: RunRound, hasMoved: Bool) {
        // The list and the account are asked for at once: both only read.
        let startedAt = time.now()
        let known = try await ledger.knowledge()
        let start = listingStart(known)
        async let listing = api.orders(since: start)
        var round = RunRound(
            startedAt: startedAt, opening: try await readAccount(), settings: settings, time: time)
        if let newest = known.newest { round.lane.keepDistance(from: newest) }
        try await claim(round.account)
        try await requireCurrency(of: round.account)
        let interrupted = try await ledger.recoverInterrupted(
            at: time.now(), skew: api.clockSkew)
        if interrupted > 0 {
            log.notice("\(counted(interrupted, "order")) in flight when an earlier run ended")
        }
        if try await ledger.unconfirmedAttempts().isEmpty == false {
            try await reconcileUnconfirmed(in: round)
            // Late orders may have been charged while we waited, and more may be listed.
            round.opening = try await readAccount()
            try await check(
                try await api.orders(since: start), against: try await ledger.knowledge(),
                fingerprints: fingerprints, since: start, round)
            _ = try await closeEarlierBooks(in: round)
            return (round, true)
        }
        try await check(
            try await listing, against: known, fingerprints: fingerprints, since: start, round)
        return (round, try await closeEarlierBooks(in: round))
    }

    /// Looks, without changing anything, at what would keep a run from buying: another's ledger or
    /// an old copy of it, which it throws. Returns the account, the words for a person who would
    /// have to decide first, nil for none, and how many attempts a run would look up first.
    func look(
        before fingerprints: Set<Fingerprint>
    ) async throws -> (account: Account, doubt: String?, unanswered: Int) {
        let known = try await ledger.knowledge()
        let start = listingStart(known)
        async let listing = api.orders(since: start)
        let account = try await api.account()
        try await checkingAccount {
            try await ledger.require(account, isRenamed: $0)
        }
        let open = try await undecidedAttempts()
        let comparison = compare(
            try await listing, with: known, open: open, fingerprints: fingerprints, since: start)
        return (account, try doubt(comparison), open.count)
    }

    /// Attempts of which nobody knows what became of them, looked for already or not.
    private func undecidedAttempts() async throws -> [UnconfirmedAttempt] {
        try await ledger.interruptedAttempts() + ledger.unconfirmedAttempts()
    }

    private func readAccount() async throws -> AccountReading {
        let asked = time.now()
        return AccountReading(account: try await api.account(), askedAt: asked)
    }

    /// An account that keeps its money in another currency than what is in doubt was to cost is not
    /// the one that may have it, whatever its name is.
    private func requireCurrency(of account: Account) async throws {
        let open = try await undecidedAttempts()
        guard let other = open.first(where: { $0.expected.currency != account.balance.currency })
        else { return }
        throw LedgerFailure(
            .foreignAccount, attempting: "looking up what became of earlier purchases",
            cause: "they were to cost \(other.expected.currency), and the account \(account.name) "
                + "has \(account.balance.currency)",
            hint: "use the key of the account that they were sent with")
    }

    /// Binds the ledger to the account, or finds it bound to it.
    func claim(_ account: Account) async throws {
        try await checkingAccount {
            try await ledger.claim(account, isRenamed: $0, at: time.now())
        }
    }

    /// Checks whose ledger it is. Another's is refused, whatever a person says, unless the account
    /// has a purchase of this ledger: then it is the same one under a new name, and a person who
    /// trusts the ledger may say so.
    private func checkingAccount(_ check: (_ isRenamed: Bool) async throws -> Void) async throws {
        do {
            try await check(false)
        } catch let foreign as LedgerFailure
            where foreign.kind == .foreignAccount && settings.trustsLedger
        {
            guard try await hasOurPurchases() else {
                throw LedgerFailure(
                    .foreignAccount, attempting: foreign.attempting,
                    cause: "\(foreign.cause), which lists no purchase of this ledger, so it is not "
                        + "the same one renamed",
                    hint: "for another account use another ledger, with --ledger PATH")
            }
            log.notice("\(foreign.cause): the same one, since it lists purchases of this ledger")
            try await check(true)
        }
    }

    /// Whether the account lists something that the ledger has bought. A ledger that has bought
    /// nothing, and has no doubt about it, is anybody's.
    private func hasOurPurchases() async throws -> Bool {
        let known = try await ledger.knowledge()
        guard !known.owned.isEmpty else {
            return try await undecidedAttempts().isEmpty && known.dismissed.isEmpty
        }
        let newest = known.confirmed.map(\.recorded.startedAt).max() ?? known.newest ?? time.now()
        let listing = try await api.orders(since: newest - BatchLimits.baselineWindow)
        return listing.orders.contains { known.owned.contains($0.reference) }
    }

    private func listingStart(_ knowledge: LedgerKnowledge) -> Timestamp {
        let newest = min(knowledge.newest ?? time.now(), time.now())
        // What was called not bought may turn up for some days.
        let dismissed = knowledge.dismissed.map(\.times.startedAt)
            .filter { $0 >= newest - BatchLimits.dismissedFor }
        return dismissed.reduce(newest, min) - BatchLimits.baselineWindow
    }

    /// Acts on what the comparison of the provider's list with the ledger says.
    private func check(
        _ listing: OrderListing, against knowledge: LedgerKnowledge,
        fingerprints: Set<Fingerprint>, since start: Timestamp, _ round: RunRound
    ) async throws {
        let comparison = compare(
            listing, with: knowledge, open: try await ledger.unconfirmedAttempts(),
            fingerprints: fingerprints, since: start)
        if let doubt = try doubt(comparison) {
            round.brake.pull(.heldBack(.needsAPerson, doubt))
        } else if case .sound(let baseline) = comparison {
            try await ledger.recordBaseline(baseline, at: time.now())
        }
    }

    /// What a list says beside the ledger, before anybody has waited.
    func evidence(of listing: OrderListing, _ knowledge: LedgerKnowledge) -> Evidence {
        Evidence(
            listing: listing, knowledge: knowledge, isSettled: false,
            settleAfter: settings.settleAfter, now: time.now())
    }

    private func compare(
        _ listing: OrderListing, with knowledge: LedgerKnowledge, open: [UnconfirmedAttempt],
        fingerprints: Set<Fingerprint>, since start: Timestamp
    ) -> LedgerComparison {
        // The list's times are those of our clock when it was read.
        let skew = listing.skew
        let evidence = evidence(of: listing, knowledge.retold(by: skew))
        return Orders.compare(
            ledgerWith: evidence, since: start,
            open: open.map { $0.retold(by: skew, at: time.now()) },
            buying: fingerprints, isTrusted: settings.trustsLedger)
    }

    /// What a person has to decide before anything is bought; nil for nothing. Throws for an old
    /// copy.
    private func doubt(_ comparison: LedgerComparison) throws -> String? {
        switch comparison {
        case .outdated(let missed, let turnedUp): throw outdated(missed, turnedUp)
        case .undecided(let fingerprint, let count): undecidedWords(fingerprint, count)
        case .turnedUp(let orders):
            orders.prefix(BatchLimits.ordersNamed).map { turnedUpWords($0.order, $0.attempt) }
                .joined(separator: " ")
                + (orders.count > BatchLimits.ordersNamed
                    ? " And so do \(orders.count - BatchLimits.ordersNamed) more." : "")
        case .sound: nil
        }
    }

    private func undecidedWords(_ fingerprint: Fingerprint, _ count: Int) -> String {
        "The provider lists \(count) orders of \(fingerprint) that this ledger does not know, and "
            + "an unconfirmed order could be any of them. Nothing is bought until it is settled: "
            + "esimbatch status shows it. If this ledger is an old copy, use the newest instead."
    }

    private func turnedUpWords(_ order: ListedOrder, _ attempt: DismissedAttempt) -> String {
        let found =
            "The provider lists the order \(order.told), which fits \(attempt.order): that "
            + "was called not bought"
        let decision = "Nothing is bought until a person has decided."
        let trust = "somebody else's, run again with --trust-ledger."
        return switch attempt.since {
        case .notBought:
            "\(found). \(decision) If it is the same, run esimbatch settle "
                + "\(attempt.order.shellWord) --bought \(order.reference) --reason TEXT. If it is "
                + trust
        case .bought(let reference):
            "\(found), and was bought again since, as \(reference). \(decision) If "
                + "\(order.reference) is its first attempt, it was bought twice: ask the provider "
                + "for a refund of one of the two. Then, and also if it is \(trust)"
        case .replaced:
            "\(found), and the sheet has something else in its place since. \(decision) If it is "
                + "the same, ask the provider for a refund. Then, and also if it is \(trust)"
        }
    }

    /// Whoever vouches for them vouches for all: as many are named as can be read, and the rest is
    /// counted.
    private func outdated(_ missed: [ListedOrder], _ turnedUp: [TurnedUp]) -> LedgerFailure {
        func list(_ words: [String]) -> String {
            let most = BatchLimits.ordersNamed
            let more = words.count > most ? "; and \(words.count - most) more" : ""
            return words.prefix(most).joined(separator: "; ") + more
        }
        // The newest first: they are the ones that somebody remembers.
        let start = Timestamp(microseconds: 0)
        let newest = missed.sorted { one, other in
            let (first, second) = (one.created ?? start, other.created ?? start)
            return (first, one.reference.text) > (second, other.reference.text)
        }
        let listed = list(newest.map(\.told))
        let besides = turnedUp.map { "\($0.order.told), which fits \($0.attempt.order)" }
        return LedgerFailure(
            .outdated, attempting: "comparing the ledger with the provider's list",
            cause:
                "the provider lists \(counted(missed.count, "order")) like ours that this ledger "
                + "does not know, so it looks like an old copy: \(listed)"
                + (besides.isEmpty
                    ? ""
                    : "; and of what was called not bought it lists "
                        + list(besides)),
            hint: "restore the newest ledger; only if you have checked that somebody else bought "
                + "them, run again with --trust-ledger")
    }
}

extension ListedOrder {
    /// Its reference, and what tells a person whose it is. Times are ours to a second: how far the
    /// provider's clock is ahead is known to no more.
    fileprivate var told: String {
        let bought = items.map { "\($0.quantity) × \($0.bundle)" }.joined(separator: ", ")
        let parts = [
            bought, total?.description,
            created.map { "\($0.description.prefix(19))Z" } ?? "no date",
            sourceIP.map { "from \($0)" },
        ]
        return "\(reference) (\(parts.compactMap(\.self).joined(separator: ", ")))"
    }
}
