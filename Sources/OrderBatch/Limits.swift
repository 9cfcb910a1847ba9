// The engine's own limits, each with its reason.

enum BatchLimits {
    /// Rounds of placing, collecting and reconciling in a row in which nothing was bought, until no
    /// more is sent in this run. One in which something was bought ends the count: each lost answer
    /// costs a round where there is one slot, and a long sheet may meet many.
    static let roundsInVain = 8
    /// The first and the longest wait between two looks at an order's install data.
    static let firstPoll: Duration = .milliseconds(500)
    static let longestPoll: Duration = .seconds(30)
    /// The first and the longest wait before an order that was surely not sent is tried again.
    static let firstRetry: Duration = .milliseconds(500)
    static let longestRetry: Duration = .seconds(30)
    /// How long before a run others' orders are looked for, so that they are not taken for ours.
    /// More than `reconciliationLookback`, so that nothing older than a run is in doubt later.
    static let baselineWindow: Duration = .seconds(4_800)
    /// Listed orders that a message names one by one.
    static let ordersNamed = 10
    /// How long an order that was called not bought is looked for in the list.
    static let dismissedFor: Duration = .seconds(2 * 86_400)
    /// How old a quote may be when it is checked against the money.
    static let quoteAge: Duration = .seconds(60)
    /// Times that the rate limit may turn a purchase away before it counts like one that could not
    /// be sent, of which `Limits.placementTries` are made. We wait for as long as we are asked to,
    /// so many are a sign that something else is wrong; and should such an answer ever come for an
    /// order that was carried out, both together are how often it could be.
    static let limitedTries = 8
    /// Looks at an order that the provider calls failed, or of which it tells what cannot be, until
    /// that is believed.
    static let wrongLooks = 2
    /// Looks at the list after the settling time, while others' orders keep changing what it says.
    static let settledLooks = 20
    /// How far apart the purchases of the first wave start.
    static let firstWaveStep: Duration = .milliseconds(1)
    /// How much closer than the pace two purchases may come because one woke late, if that is more
    /// than a tenth of the pace.
    static let lateTurn: Duration = .milliseconds(20)
    /// How long before the books are closed the closing balance may be asked for.
    static let balanceAge: Duration = .milliseconds(250)
    /// How often the closing balance is read again while it does not fit yet.
    static let balanceReadings = 3
    static let balanceInterval: Duration = .seconds(1)
    /// Minor units that may seem to be gone because two balances were rounded down.
    static let roundedAway: Int64 = 1
    /// Refused orders of which sums are compared with what has gone since their run: three make
    /// four sums beside the single ones, which little else is like.
    static let refusalsSummed = 3
    /// Sums of refused orders that are compared with money that is missing.
    static let sumsLookedAt = 10_000
    /// Bundles that the catalogue is asked for at once, beside buying under the same rate limit.
    static let bundleQuestions = 2
    /// Failures after which the catalogue is not asked for more in this run: the end of a run waits
    /// for it.
    static let bundleFailures = 3
    /// Folders that are rendered again at once: enough for them to share their syncs.
    static let foldersRenewed = 128
    /// The share of `--settle-after` that two agreeing listings lie apart, and the most it can be.
    static let listingGapShare = 15
    static let longestListingGap: Duration = .seconds(60)
    /// Looks at the list while the settling time runs: this share of it, within bounds.
    static let settlePollShare = 60
    static let shortestSettlePoll: Duration = .milliseconds(20)
    static let longestSettlePoll: Duration = .seconds(15)
    /// eSIMs that are tagged at once: enough to use the provider's ten requests a second up.
    static let tagsAtOnce = 4
    /// Failures to tag after which the rest is left to a later run: each was tried several times.
    static let tagFailures = 3
    /// eSIMs that are looked at at once before revoking, each with three requests.
    static let holdingsAtOnce = 4
    /// Tries of a revocation that was surely not sent.
    static let revocationTries = 3
    /// Looks at an eSIM whose revocation was not answered, and the time between two: the provider
    /// takes a bundle off at once, or within some seconds.
    static let revocationLooks = 6
    static let revocationLookInterval: Duration = .seconds(2)
}
