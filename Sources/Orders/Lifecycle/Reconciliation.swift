// Decides what became of unconfirmed attempts from the provider's own list: evidence in, decisions
// out, and no clock, ledger or network in between.

/// How much earlier than the first attempt a listed order may have been created and still be one of
/// ours: clocks disagree, and the server's is known to a second.
package let reconciliationMargin: Duration = .seconds(300)

/// The same where the attempt and the list tell how far the server's clock was from ours: only what
/// it writes into a row may be older than the row.
package let knownClockMargin: Duration = .seconds(30)

/// How far back look-alikes are searched for that cannot be adopted, but forbid to call an attempt
/// absent: our clock may have been put right since the attempt.
package let reconciliationLookback: Duration = .seconds(3_600)

/// Decides every unconfirmed attempt by counting. Equal orders are interchangeable until they are
/// delivered, so per fingerprint the number of listed orders that nobody owns decides:
/// as many as, or fewer than, the attempts are ours; more means that somebody else buys the same.
/// While anything is listed that could be one of ours, or an order that was confirmed to us is not
/// listed, none of them is called absent.
///
/// - Parameters:
///   - attempts: every attempt that is unconfirmed.
///   - judged: those of them that this run has already given to a person. They get no verdict, and
///     what is listed may still be theirs.
package func reconcile(
    _ attempts: [UnconfirmedAttempt], judged: Set<AttemptID> = [], by evidence: Evidence
) -> [AttemptID: Verdict] {
    let sorting = Sorting(attempts, evidence)
    let listDoubt =
        !evidence.listing.isFull
        ? Reason.endless
        : evidence.isBehind(for: attempts)
            ? Reason.behind : evidence.isUnsteady ? Reason.unsteady : nil
    var verdicts: [AttemptID: Verdict] = [:]
    for (fingerprint, all) in sorting.groups {
        let group = all.filter { !judged.contains($0.attempt) }
        let found = (sorting.candidates[fingerprint] ?? []).sorted(by: createdEarlier)
        let isShared = sorting.foreigners(beside: fingerprint).contains { stranger in
            !(evidence.isElsewhere(stranger) && found.allSatisfy(evidence.isFromHere))
        }
        let share: Share =
            if sorting.unclear.contains(fingerprint) {
                .person(reason: Reason.unclear)
            } else if group.count < all.count, !found.isEmpty {
                .person(reason: Reason.judged)
            } else {
                divide(found, among: group, isShared: isShared, evidence)
            }
        let doubt = listDoubt ?? sorting.doubts[fingerprint].map(Reason.doubtful)
        for one in group {
            verdicts[one.attempt] =
                switch share {
                case .person(let reason): .person(reason: reason)
                case .adopted(let orders):
                    orders[one.attempt].map(Verdict.adopt)
                        ?? verdict(onUnlisted: one, doubt: doubt, evidence)
                }
        }
    }
    return verdicts
}

/// The listed orders that are, or could be, one of the attempts, by attempt. Two readings of the
/// list agree when they agree on these, whatever else others buy meanwhile; and they are what a
/// person has seen who decides an attempt.
package func lookalikes(
    of attempts: [UnconfirmedAttempt], in evidence: Evidence
) -> [AttemptID: [OrderReference]] {
    let found = Sorting(attempts, evidence).lookalikes
    return Dictionary(
        uniqueKeysWithValues: attempts.map { ($0.attempt, found[Fingerprint($0.items)] ?? []) })
}

/// The listed orders that are, or could be, one of the attempts, and those of them that have the
/// content of one and a time at which it can have been booked.
func likenesses(
    of attempts: [UnconfirmedAttempt], in evidence: Evidence
) -> (all: Set<OrderReference>, answering: Set<OrderReference>) {
    let sorting = Sorting(attempts, evidence)
    return (Set(sorting.lookalikes.values.joined()), sorting.answering)
}

/// The listed orders, sorted by what they can be.
private struct Sorting {
    let groups: [Fingerprint: [UnconfirmedAttempt]]
    /// Surely like an attempt of just this fingerprint.
    private(set) var candidates: [Fingerprint: [ListedOrder]] = [:]
    /// Like attempts of several fingerprints.
    private(set) var unclear: Set<Fingerprint> = []
    /// What speaks against the orders that could be an attempt's, but are not surely like it.
    private(set) var doubts: [Fingerprint: Set<Difference>] = [:]
    /// Not surely one of ours, each with the fingerprints that it could be.
    private var foreigners: [(order: ListedOrder, possible: Set<Fingerprint>)] = []
    /// Every listed order that is, or could be, an attempt's of a fingerprint.
    private(set) var lookalikes: [Fingerprint: [OrderReference]] = [:]
    /// Those of an attempt's content and time.
    private(set) var answering: Set<OrderReference> = []

    init(_ attempts: [UnconfirmedAttempt], _ evidence: Evidence) {
        groups = Dictionary(grouping: attempts) { Fingerprint($0.items) }
        guard let first = attempts.map(\.earliest).min() else { return }
        let start = first - reconciliationLookback
        for order in evidence.unowned(since: start, withFailed: true) {
            var certain: [Fingerprint] = []
            var possible: [Fingerprint: Set<Difference>] = [:]
            var vague: [Fingerprint: Set<Difference>] = [:]
            for (fingerprint, group) in groups {
                switch evidence.likeness(of: order, to: group) {
                case .none: break
                case .vague(let differences): vague[fingerprint] = differences
                case .possible(let differences): possible[fingerprint] = differences
                case .certain: certain.append(fingerprint)
                }
            }
            let isAnswering =
                !certain.isEmpty || possible.values.contains { !$0.contains(.time) }
            if certain.isEmpty, possible.isEmpty { possible = vague }
            // A row that names the existing eSIMs of an attempt is no other attempt's.
            let naming = Set(
                groups.filter { order.namesTheESIMs(of: $0.value[0].items) }.map(\.key))
            if !naming.isDisjoint(with: certain + possible.keys) {
                certain.removeAll { !naming.contains($0) }
                possible = possible.filter { naming.contains($0.key) }
            }
            // Nor is it, if it names those of an attempt that was called not bought.
            let dismissed = evidence.dismissed(like: order).filter {
                groups[Fingerprint($0.items)] == nil
            }
            if dismissed.contains(where: { order.namesTheESIMs(of: $0.items) }) {
                certain = []
                possible = [:]
            }
            for fingerprint in certain + possible.keys {
                lookalikes[fingerprint, default: []].append(order.reference)
                if isAnswering { answering.insert(order.reference) }
            }
            if certain.isEmpty {
                doubts.merge(possible) { $0.union($1) }
                if order.status != .failed { foreigners.append((order, Set(possible.keys))) }
            } else if certain.count + possible.count + dismissed.count == 1 {
                candidates[certain[0], default: []].append(order)
            } else {
                // Whoever got it, another would be bought again or never: also where it is only
                // the price or the time that speaks against the other.
                unclear.formUnion(certain + possible.keys)
            }
        }
    }

    /// Orders of others in the time that a fingerprint's attempts are about, and whenever if they
    /// could be one of them. What was bought before its first attempt says nothing of it, however
    /// old another's doubt is.
    func foreigners(beside fingerprint: Fingerprint) -> [ListedOrder] {
        guard let first = groups[fingerprint]?.map(\.earliest).min() else { return [] }
        return foreigners.filter { stranger in
            stranger.possible.contains(fingerprint)
                || stranger.order.created.map { $0 >= first - reconciliationMargin } ?? true
        }.map(\.order)
    }
}

private enum Reason {
    static let unclear = "the provider lists an order that could be more than one of ours"
    static let tooMany =
        "the provider lists more such orders than were sent: somebody else buys the same, or this "
        + "ledger is an old copy"
    static let shared =
        "the account is used by somebody else too, so a listed order cannot be proven ours"
    static let judged =
        "the provider lists such an order, and it may be that of an equal one that is already "
        + "yours to decide"
    static func doubtful(_ differences: Set<Difference>) -> String {
        "the provider lists an order that could be it, but \(Difference.words(for: differences))"
    }
    static let endless =
        "the provider's list does not tell where it ends, so what is not in it may be bought"
    static let behind =
        "the provider's list lacks orders that it confirmed, so what is not in it may be bought"
    static let unsteady =
        "the provider's list could be read whole only once, so what is not in it may be bought"
    /// What a person was asked before stays what it is, also where the list has nothing of it now.
    static func stillYours(_ asked: String) -> String {
        asked == absentTwice || asked.hasPrefix(gone) ? asked : gone + asked
    }
    private static let gone =
        "the provider's list has nothing like it now, and it stays a person's to decide: "
    static let clock =
        "it was recorded in the future: this machine's clock was wrong then or is now"
}

/// Which of the equal attempts the listed orders are; the others are not listed.
private enum Share {
    case adopted([AttemptID: ListedOrder])
    /// Nobody can tell: all of them are a person's.
    case person(reason: String)
}

/// Gives each listed order to the earliest attempt that it fits: an older attempt of the same
/// content, which a person has been asked about for days, is not tonight's.
private func divide(
    _ found: [ListedOrder], among group: [UnconfirmedAttempt], isShared: Bool, _ evidence: Evidence
) -> Share {
    let attempts = group.sorted {
        ($0.startedAt, $0.attempt.rawValue) < ($1.startedAt, $1.attempt.rawValue)
    }
    if found.count > attempts.count { return .person(reason: Reason.tooMany) }
    if isShared, !found.isEmpty { return .person(reason: Reason.shared) }
    var adopted: [AttemptID: ListedOrder] = [:]
    for order in found {
        let fitting = attempts.first { one in
            adopted[one.attempt] == nil && evidence.fits(order, one)
        }
        guard let fitting else { return .person(reason: Reason.unclear) }
        adopted[fitting.attempt] = order
    }
    return .adopted(adopted)
}

/// What becomes of an attempt for which no listed order is left. `doubt` is why that proves
/// nothing.
private func verdict(
    onUnlisted one: UnconfirmedAttempt, doubt: String?, _ evidence: Evidence
) -> Verdict {
    if let now = evidence.now, one.isFromTheFuture(at: now) { return .person(reason: Reason.clock) }
    if !evidence.isSettled { return .wait }
    if let doubt { return .person(reason: doubt) }
    if let asked = one.asked { return .person(reason: Reason.stillYours(asked)) }
    return one.replacements < Limits.automaticReplacements
        ? .absent : .person(reason: absentTwice)
}

private func createdEarlier(_ left: ListedOrder, _ right: ListedOrder) -> Bool {
    let distantFuture = Timestamp(microseconds: .max)
    return (left.created ?? distantFuture, left.reference.text)
        < (right.created ?? distantFuture, right.reference.text)
}
