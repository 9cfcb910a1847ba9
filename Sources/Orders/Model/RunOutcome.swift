// How a run ended, as scripts see it: a word and an exit code, both stable.

/// The outcome of a command.
package enum RunOutcome: Hashable, Sendable {
    case complete
    case nothingToDo
    case invalid
    case overBudget
    case someRefused
    case needsAPerson
    case pending
    /// The signal's number: 2, 15, or 1 where the terminal went away.
    case interrupted(signal: Int32)
    case locked
    case misconfigured
    case ledgerUntrusted
    case failed

    /// The word in JSON documents.
    package var word: String {
        switch self {
        case .complete: "complete"
        case .nothingToDo: "nothing-to-do"
        case .invalid: "invalid"
        case .overBudget: "over-budget"
        case .someRefused: "some-refused"
        case .needsAPerson: "needs-a-person"
        case .pending: "pending"
        case .interrupted: "interrupted"
        case .locked: "locked"
        case .misconfigured: "misconfigured"
        case .ledgerUntrusted: "ledger-untrusted"
        case .failed: "failed"
        }
    }

    /// The process's exit code.
    package var exitCode: Int32 {
        switch self {
        case .complete, .nothingToDo: 0
        case .failed: 1
        case .invalid: 2
        case .overBudget: 3
        case .someRefused: 4
        case .needsAPerson: 5
        case .pending: 6
        case .locked: 7
        case .misconfigured: 8
        case .ledgerUntrusted: 9
        case .interrupted(let signal): 128 + signal
        }
    }

    /// Which outcome a run reports when several apply; of none, that it is complete.
    package static func worst(of outcomes: [RunOutcome]) -> RunOutcome {
        outcomes.max { $0.severity < $1.severity } ?? .complete
    }

    private var severity: Int {
        switch self {
        case .nothingToDo: 0
        case .complete: 1
        case .pending: 2
        case .failed: 3
        case .invalid: 4
        case .someRefused: 5
        case .overBudget: 6
        case .misconfigured: 7
        case .needsAPerson: 8
        case .ledgerUntrusted: 9
        case .locked: 10
        case .interrupted: 11
        }
    }
}
