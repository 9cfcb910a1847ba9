// What a command is about, for the documents of commands that end early.

import Orders
import Synchronization

/// What a command does to eSIMs: "nothing was …".
enum Deed: String {
    case bought, revoked
}

/// The batch and the sheet of a command, as far as they are known yet.
final class Subject: Sendable {
    private struct State {
        var batch: BatchName?
        var sheet: SheetIdentity?
        var deed = Deed.bought
        var isRehearsal = false
        var isTold = false
    }

    private let state = Mutex(State())

    var deed: Deed { state.withLock { $0.deed } }

    func note(deed: Deed) { state.withLock { $0.deed = deed } }

    /// Whether a person was told what there is to say of the sheet, before deciding.
    var isTold: Bool { state.withLock { $0.isTold } }

    func noteTold() { state.withLock { $0.isTold = true } }

    /// Whether all is play money.
    var isRehearsal: Bool { state.withLock { $0.isRehearsal } }

    func note(isRehearsal: Bool) { state.withLock { $0.isRehearsal = isRehearsal } }

    func note(batch: BatchName) { state.withLock { $0.batch = batch } }

    func note(sheet: SheetIdentity) { state.withLock { $0.sheet = sheet } }

    /// A report that says nothing but this, how it ended, and why.
    func report(_ outcome: RunOutcome, notes: [String] = []) -> BatchReport {
        let known = state.withLock { $0 }
        var report = BatchReport(outcome: outcome, batch: known.batch, sheet: known.sheet)
        report.notes = notes
        return report
    }
}
