// How the run page words outcomes, states and times.

import Orders

extension RunOutcome {
    /// What it means, in a sentence.
    var sentence: String {
        switch self {
        case .complete: "Complete: everything is bought and in its folder."
        case .nothingToDo: "Nothing to do: everything was bought before."
        case .invalid: "The sheet or an order is invalid; nothing new was bought."
        case .overBudget: "Over budget; nothing new was bought."
        case .someRefused: "Finished; the provider refused some orders."
        case .needsAPerson: "Money needs a person."
        case .pending: "Bought; some of it is not in its folder yet."
        case .interrupted: "Interrupted; what was in flight was recorded first."
        case .locked: "Another run holds the ledger."
        case .misconfigured: "Credentials or configuration are wrong."
        case .ledgerUntrusted: "The ledger cannot be trusted."
        case .failed: "Not finished; running again is safe."
        }
    }

    /// `good`, `bad`, or `open` for what goes on by itself or with another run.
    var tone: String {
        switch self {
        case .complete, .nothingToDo: "good"
        case .pending, .interrupted, .someRefused, .failed: "open"
        case .invalid, .overBudget, .needsAPerson, .locked, .misconfigured, .ledgerUntrusted: "bad"
        }
    }
}

extension Timestamp {
    /// `2026-02-03 10:11:12`, in UTC.
    var words: String {
        let bytes = description.utf8.prefix(19).map {
            $0 == UInt8(ascii: "T") ? UInt8(ascii: " ") : $0
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Duration {
    /// `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
    var words: String {
        let seconds = components.seconds
        if seconds < 10 {
            return "\(seconds).\(components.attoseconds / 100_000_000_000_000_000) s"
        }
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
}
