// The one assignment that a revocation is about.

/// One assignment on one eSIM. Aimed at it alone, a revocation that is sent twice cannot take
/// another bundle away.
package struct RevocationTarget: Hashable, Sendable {
    package let iccid: ICCID
    package let bundle: BundleName
    package let assignment: AssignmentID

    package init(iccid: ICCID, bundle: BundleName, assignment: AssignmentID) {
        self.iccid = iccid
        self.bundle = bundle
        self.assignment = assignment
    }
}

/// What the answer to a revocation says. What is not surely another outcome is `unconfirmed`.
package enum RevocationOutcome: Hashable, Sendable {
    /// With the provider's own words.
    case revoked(words: String)
    case refused(reason: String)
    /// Not a byte of the request left, or the rate limit turned it away.
    case notSent(reason: String)
    case unconfirmed(reason: String)

    /// The event that it is, and the words for the record.
    package var event: (RevocationEvent, words: String) {
        switch self {
        case .revoked(let words): (.revoked, words)
        case .refused(let reason): (.refused, reason)
        case .notSent(let reason): (.notSent, reason)
        case .unconfirmed(let reason): (.outcomeUnknown, reason)
        }
    }
}
