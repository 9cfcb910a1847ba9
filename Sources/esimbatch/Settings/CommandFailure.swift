// What keeps a command from starting: worded for the person who typed it.

import OrderBatch
import Orders

/// A command cannot do its work; carries the outcome it ends with.
struct CommandFailure: Error {
    let outcome: RunOutcome
    let message: String
    let hint: String
    /// Wrong use of the command line: exit code 64 instead of the outcome's.
    var isUsage = false

    static func misconfigured(_ message: String, hint: String) -> CommandFailure {
        CommandFailure(outcome: .misconfigured, message: message, hint: hint)
    }

    static func usage(_ message: String, hint: String) -> CommandFailure {
        CommandFailure(outcome: .misconfigured, message: message, hint: hint, isUsage: true)
    }

    /// Words what a command threw.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure:
            self = failure
        case let failure as BatchFailure:
            self.init(failure.cause)
        case let failure as APIFailure:
            self.init(
                outcome: failure.kind == .credentials ? .misconfigured : .failed,
                message: failure.description, hint: failure.hint)
        case let failure as LedgerFailure:
            let outcome: RunOutcome =
                switch failure.kind {
                case .locked: .locked
                case .inaccessible: .misconfigured
                case .corrupt, .storage, .displaced, .foreignAccount, .outdated, .newer:
                    .ledgerUntrusted
                case .refused: .failed
                }
            self.init(outcome: outcome, message: failure.description, hint: failure.hint)
        case let failure as PublishFailure:
            self.init(
                outcome: .misconfigured, message: failure.description, hint: failure.hint)
        default:
            self.init(
                outcome: .failed, message: "\(error)",
                hint: "what was bought is in the ledger; esimbatch status shows it")
        }
    }

    init(outcome: RunOutcome, message: String, hint: String, isUsage: Bool = false) {
        self.outcome = outcome
        self.message = message
        self.hint = hint
        self.isUsage = isUsage
    }

    var exitCode: Int32 { isUsage ? 64 : outcome.exitCode }
}
