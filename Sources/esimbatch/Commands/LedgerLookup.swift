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

extension SQLiteLedger {
    /// Whether a text that ends with a slash, as in `BATCH/`, names a batch; `BATCH/FOLDER/` is an
    /// order. Throws `CommandFailure` where it is both: neither is taken for the other.
    func isBatch(_ text: String) async throws -> Bool {
        guard text.hasSuffix("/") else { return false }
        let isOrder = try await OrderDirectory(of: self).has(text)
        guard let name = BatchName(String(text.dropLast())), try await batch(name) != nil else {
            // One without an order of that name is a batch that is not there.
            return !isOrder
        }
        guard !isOrder else {
            throw CommandFailure.usage(
                "\"\(text)\" is the name of a batch and of an order",
                hint: "for a part of the order say \((text.dropLast() + "#1").shellWord)")
        }
        return true
    }
}

/// A batch by its name. Throws `CommandFailure` when there is none.
func findBatch(_ text: String, in book: SQLiteLedger) async throws -> RecordedBatch {
    if let name = BatchName(text), let batch = try await book.batch(name) { return batch }
    let near = nearest(to: text, among: try await book.batches().map(\.name.text))
    throw CommandFailure(
        outcome: .failed, message: "the ledger has no batch \"\(text)\"",
        hint: near.map { "did you mean \($0)?" } ?? "esimbatch status lists the batches")
}
