// What a command is about, for the documents of commands that end early.

import Orders
import Synchronization

/// The batch and the sheet of a command, as far as they are known yet.
final class Subject: Sendable {
    private let state = Mutex<(batch: BatchName?, sheet: SheetIdentity?, deed: String)>(
        (nil, nil, "bought"))

    /// What the command is to do to eSIMs: "interrupted before anything was …".
    var deed: String { state.withLock { $0.deed } }

    func note(deed: String) { state.withLock { $0.deed = deed } }

    func note(batch: BatchName) { state.withLock { $0.batch = batch } }

    func note(sheet: SheetIdentity) { state.withLock { $0.sheet = sheet } }

    /// A report that says nothing but this, how it ended, and why.
    func report(_ outcome: RunOutcome, notes: [String] = []) -> BatchReport {
        let (batch, sheet, _) = state.withLock { $0 }
        var report = BatchReport(outcome: outcome, batch: batch, sheet: sheet)
        report.notes = notes
        return report
    }
}
