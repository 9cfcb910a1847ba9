// Finds out what became of unconfirmed orders: looks at the provider's list until the evidence
// decides, and commits each decision with it.

import Orders

extension BatchRunner {
    /// Returns when every unconfirmed attempt is adopted, absent or in a person's hands.
    func reconcileUnconfirmed(in round: RunRound) async throws {
        var agreement = Agreement()
        var settledLooks = 0
        var everAlike: [AttemptID: Set<OrderReference>] = [:]
        while true {
            let recorded = try await ledger.unconfirmedAttempts()
            let unjudged = recorded.count { !round.tally.isJudged($0.attempt) }
            let known = recorded.map { $0.retold(by: api.clockSkew, at: time.now()) }
            guard unjudged > 0, let first = known.map(\.earliest).min() else { return }
            progress.update { snapshot in
                snapshot.phase = .reconciling
                snapshot.unknown = unjudged
            }
            let asked = time.uptime()
            let start = first - reconciliationLookback
            let listing = try await api.orders(since: start)
            // When it was asked for, by our clock as it is now.
            let now = time.now() - (time.uptime() - asked)
            // The list's answer tells whether our clock was set since an attempt.
            let skew = listing.skew
            let all = recorded.map { $0.retold(by: skew, at: now) }
            let open = all.filter { !round.tally.isJudged($0.attempt) }
            // An attempt from the future is for a person, and nobody waits until then.
            let settledAt =
                (open.filter { !$0.isFromTheFuture(at: now) }.map(\.waitsFrom).max() ?? now)
                + settings.settleAfter
            let knowledge = try await ledger.knowledge().retold(by: skew)
            var evidence = Evidence(
                listing: listing, knowledge: knowledge, isSettled: false,
                settleAfter: settings.settleAfter, now: now)
            let alike = lookalikes(of: all, in: evidence)
            for (attempt, references) in alike {
                let new = Set(references).subtracting(everAlike[attempt] ?? [])
                if !new.isEmpty { try await ledger.noteLookalikes(new, of: attempt) }
                everAlike[attempt, default: []].formUnion(new)
            }
            evidence.isSettled = agreement.add(
                Set(alike.values.joined()), at: time.uptime(),
                isOver: now >= settledAt && listing.isFull && !evidence.isBehind(for: all),
                gap: listingGap)
            if now >= settledAt { settledLooks += 1 }
            if settledLooks > BatchLimits.settledLooks, !evidence.isSettled {
                evidence.isSettled = true
                evidence.isUnsteady = !agreement.hasTwo(at: time.uptime(), gap: listingGap)
            }
            let judged = Set(all.map(\.attempt)).subtracting(open.map(\.attempt))
            let verdicts = try await secondThoughts(
                on: reconcile(all, judged: judged, by: evidence), of: recorded, evidence,
                since: start)
            for attempt in open {
                guard let verdict = verdicts[attempt.attempt], verdict != .wait else { continue }
                if case .person = verdict { round.tally.noteJudged(attempt.attempt) }
                if case .adopt = verdict { round.tally.noteBought() }
                let shown = alike[attempt.attempt] ?? []
                try await ledger.decide(
                    attempt.attempt, verdict.naming(shown), shown: shown, at: time.now())
                progress.update { $0.unknown -= 1 }
            }
            guard verdicts.values.contains(.wait) else { continue }
            try await time.sleep(for: nextLook(now: now, settledAt: settledAt, agreement))
        }
    }

    /// Leaves to a person what would be called absent although it was seen once, or may have been
    /// paid for. The attempts are as recorded, like the runs.
    private func secondThoughts(
        on verdicts: [AttemptID: Verdict], of attempts: [UnconfirmedAttempt],
        _ evidence: Evidence, since start: Timestamp
    ) async throws -> [AttemptID: Verdict] {
        guard verdicts.values.contains(.absent) else { return verdicts }
        var verdicts = verdicts
        let adopted = verdicts.values.compactMap(\.adopted)
        let owned = evidence.knowledge.owned.union(adopted.map(\.reference))
        let balance = try await api.account().balance
        // The list from when on others' orders and top-ups count.
        var (sums, listed) = (evidence, start)
        for attempt in attempts where verdicts[attempt.attempt] == .absent {
            let once = try await ledger.lookalikes(of: attempt.attempt).subtracting(owned)
            if !once.isEmpty {
                let reason = "the provider listed an order that could be it, and lists it no more"
                verdicts[attempt.attempt] = .person(reason: reason).naming(
                    once.sorted { $0.text < $1.text })
                continue
            }
            guard let run = try await ledger.runMoney(before: attempt.startedAt) else { continue }
            if run.since < listed {
                listed = run.since
                sums.listing = try await api.orders(since: listed)
            }
            switch sums.payment(of: attempt, from: run, balance: balance) {
            case .none: break
            case .unclear:
                verdicts[attempt.attempt] = .person(
                    reason: "it is not in the provider's list, and whether it was paid for cannot "
                        + "be told, as money moved in another currency too")
            case .possible(let missing):
                verdicts[attempt.attempt] = .person(
                    reason: "it is not in the provider's list, but \(missing) more is gone than "
                        + "was bought: make sure that it was not charged")
            }
        }
        return verdicts
    }

    private var listingGap: Duration {
        min(BatchLimits.longestListingGap, settings.settleAfter / BatchLimits.listingGapShare)
    }

    private func nextLook(
        now: Timestamp, settledAt: Timestamp, _ agreement: Agreement
    ) -> Duration {
        if let since = agreement.since {
            return max(BatchLimits.shortestSettlePoll, since + listingGap - time.uptime())
        }
        let usual = max(
            BatchLimits.shortestSettlePoll,
            min(
                BatchLimits.longestSettlePoll,
                settings.settleAfter / BatchLimits.settlePollShare))
        let left = settledAt - now
        return left > .zero ? min(usual, max(left, BatchLimits.shortestSettlePoll)) : usual
    }
}

extension Verdict {
    fileprivate var adopted: ListedOrder? {
        if case .adopt(let order) = self { order } else { nil }
    }

    /// A verdict for a person names the orders to look at.
    fileprivate func naming(_ references: [OrderReference]) -> Verdict {
        guard case .person(let reason) = self, !references.isEmpty else { return self }
        let shown = references.prefix(5).map(\.text).joined(separator: ", ")
        let more = references.count > 5 ? ", …" : ""
        return .person(reason: "\(reason) (listed: \(shown)\(more))")
    }
}

/// Whether full listings taken after the wait agree with each other.
struct Agreement {
    private var seen: Set<OrderReference> = []
    /// The uptime at which the first of the agreeing listings was taken; nil before the wait is
    /// over. Not the time of day, which may be set between two of them.
    private(set) var since: Duration?
    /// That of the first listing after the wait, whatever has changed since.
    private var first: Duration?

    /// Takes in a listing. True when it agrees with one that is at least `gap` older, both taken
    /// when the wait `isOver`.
    mutating func add(
        _ candidates: Set<OrderReference>, at uptime: Duration, isOver: Bool, gap: Duration
    ) -> Bool {
        guard isOver else {
            since = nil
            return false
        }
        first = first ?? uptime
        guard let since, seen == candidates else {
            seen = candidates
            self.since = uptime
            return false
        }
        return uptime - since >= gap
    }

    /// Whether two listings after the wait were taken, `gap` apart, though they may not agree: what
    /// neither of them has is not there.
    func hasTwo(at uptime: Duration, gap: Duration) -> Bool {
        first.map { uptime - $0 >= gap } ?? false
    }
}
