// Finds the ledger and the batch that a person names, and says what was meant where they are not
// there.

import OrderLedger
import Orders

/// The ledger that a command is to read, which must be there.
func existingLedger(_ paths: LedgerSettings) throws -> SQLiteLedger {
    guard let book = try SQLiteLedger.reading(path: paths.ledgerPath) else {
        throw CommandFailure.misconfigured(
            "there is no ledger at \(paths.ledgerPath)",
            hint: "check --ledger, or --sandbox if the batch was a rehearsal")
    }
    return book
}

/// A batch by its name. Throws `CommandFailure` when there is none.
func findBatch(_ text: String, in book: SQLiteLedger) async throws -> RecordedBatch {
    if let name = BatchName(text), let batch = try await book.batch(name) { return batch }
    let near = nearest(to: text, among: try await book.batches().map(\.name.text))
    throw CommandFailure(
        outcome: .failed, message: "the ledger has no batch \"\(text)\"",
        hint: near.map { "did you mean \($0)?" } ?? "esimbatch status lists the batches")
}
