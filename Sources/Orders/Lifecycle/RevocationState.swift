// The life of one revocation: beside the life of the order, which it never changes.

/// How far the revocation of one eSIM's bundle is.
package enum RevocationState: String, CaseIterable, Hashable, Sendable {
    /// Its request is recorded and may be on its way.
    case sending
    /// What became of the last request is not known. Looked up before anything is sent again.
    case unconfirmed
    /// The bundle is off the eSIM.
    case revoked
    /// The provider said no; the bundle is where it was.
    case refused
    /// The last request did not arrive, or provably did nothing: it can be sent again.
    case open
}

/// What can happen to a revocation.
package enum RevocationEvent: String, CaseIterable, Hashable, Sendable {
    case sent = "revocation-sent"
    case revoked
    case refused = "revocation-refused"
    case notSent = "revocation-not-sent"
    case outcomeUnknown = "revocation-unknown"
    /// A look at the eSIM shows that the bundle is gone.
    case foundRevoked = "revocation-found"
    /// Looks at the eSIM show that the bundle is still on it.
    case foundApplied = "revocation-without-effect"
}

extension RevocationState {
    /// The state after an event; nil for an event that cannot happen in this state, which means
    /// that the program is wrong.
    package func after(_ event: RevocationEvent) -> RevocationState? {
        switch (self, event) {
        case (.sending, .revoked): .revoked
        case (.sending, .refused): .refused
        case (.sending, .notSent): .open
        case (.sending, .outcomeUnknown): .unconfirmed
        case (.unconfirmed, .foundRevoked): .revoked
        // What did nothing at first, or was refused, has happened after all, here or elsewhere.
        case (.open, .foundRevoked), (.refused, .foundRevoked): .revoked
        case (.unconfirmed, .foundApplied): .open
        // A person asks once more.
        case (.open, .sent), (.refused, .sent): .sending
        default: nil
        }
    }
}
