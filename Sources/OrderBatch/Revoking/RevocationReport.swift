// What a revocation would do, and what became of it.

package import Orders

/// One eSIM of a revocation.
package struct RevocationRow: Sendable {
    package enum Result: Hashable, Sendable {
        case revoked
        case alreadyRevoked
        /// It stays, and was not asked for.
        case kept(reason: String)
        case refused(reason: String)
        /// It was asked for, and surely did not happen.
        case notDone(reason: String)
        /// Nobody knows yet.
        case unknown(reason: String)
    }

    package let order: String
    package var plan: PlannedRevocation
    /// Nil before anything was done.
    package var result: Result?

    package var iccid: ICCID { plan.iccid }

    /// Whether the eSIM leaves the account with the bundle.
    package var leaves: Bool {
        if case .revoke(_, let leaves) = plan.step { leaves } else { false }
    }

    /// Whether it is to be revoked.
    package var isPlanned: Bool {
        if case .revoke = plan.step { true } else { false }
    }
}

/// A revocation of orders of one batch, planned or done. Holds no activation code.
package struct RevocationReport: Sendable {
    package let batch: BatchName
    package var rows: [RevocationRow]
    package let balanceBefore: Money
    /// Nil when it was not read again.
    package var balanceAfter: Money?
    package var notes: [String] = []
    /// A person was asked and said no.
    package var isDeclined = false
    package var isInterrupted = false
    /// What was revoked is recorded, and what people look at does not say so.
    package private(set) var isStale = false
    /// What became of purchases that are meant too and of which no eSIM is known: they are pending,
    /// or a person's.
    package var withoutESIMs: [RunOutcome] = []

    /// How it ended. What was not asked for counts as refused, so that a script sees it.
    package var outcome: RunOutcome {
        if isInterrupted || isDeclined { return .interrupted(signal: 2) }
        var outcomes = withoutESIMs
        for row in rows {
            switch row.result {
            case .revoked: outcomes.append(.complete)
            case .alreadyRevoked, nil: outcomes.append(.nothingToDo)
            case .kept, .refused: outcomes.append(.someRefused)
            case .notDone: outcomes.append(.failed)
            case .unknown: outcomes.append(.needsAPerson)
            }
        }
        let worst = outcomes.isEmpty ? .nothingToDo : RunOutcome.worst(of: outcomes)
        return isStale ? .worst(of: [worst, .misconfigured]) : worst
    }

    mutating func add(_ failure: PublishFailure) {
        notes.append(failure.note)
        isStale = true
    }

    package func count(where matches: (RevocationRow) -> Bool) -> Int { rows.count(where: matches) }
}
