// Finds what a person names in the ledger, and says what was meant where it is not there.

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

/// An order with the batch it is in, and the part of it that was named, if one was.
struct FoundOrder: Sendable {
    let batch: BatchName
    let order: RecordedSheetOrder
    let part: Int?
}

/// Finds an order by `ORDER`, `BATCH/ORDER`, either with `#PART`. Several may have one title; a
/// batch's folder is one order's, and `BATCH/FOLDER#PART` means nothing else. Throws
/// `CommandFailure` when there is none, or more than one.
func findOrder(_ text: String, in book: SQLiteLedger) async throws -> FoundOrder {
    let (found, ofFolder, titles) = try await ordersNamed(text, in: book)
    // Without a part not where another order has that for its title.
    if let ofFolder,
        ofFolder.part != nil || found.allSatisfy({ $0.order.title == ofFolder.order.title })
    {
        return ofFolder
    }
    let distinct = Dictionary(
        found.map { ($0.order.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard let one = distinct.values.first else {
        let near = nearest(to: text, among: titles).map { "did you mean \($0)?" }
        throw CommandFailure(
            outcome: .failed, message: "the ledger has no order \"\(text)\"",
            hint: near ?? "esimbatch status BATCH lists the orders of a batch")
    }
    guard distinct.count == 1 else {
        let names = distinct.values.map { one in
            let folder = "\(one.batch)/\(one.order.folder)"
            let isTitle = distinct.values.contains { other in
                other.order.title != one.order.title
                    && [other.order.title, "\(other.batch)/\(other.order.title)"].contains(folder)
            }
            let part = isTitle ? one.order.orders.first.map { "#\($0.part)" } : nil
            return (folder + (part ?? "")).shellWord
        }.sorted()
        throw CommandFailure(
            outcome: .failed, message: "\"\(text)\" is the name of several orders",
            hint: "say which: \(names.joined(separator: ", "))")
    }
    return one
}

/// The orders that a text may mean, the one whose folder it names among them, and the titles that
/// there are.
func ordersNamed(
    _ text: String, in book: SQLiteLedger
) async throws -> (found: [FoundOrder], ofFolder: FoundOrder?, titles: [String]) {
    var found: [FoundOrder] = []
    var ofFolder: FoundOrder?
    var titles: [String] = []
    for summary in try await book.batches() {
        guard let batch = try await book.batch(summary.name) else { continue }
        for order in batch.orders {
            titles.append(order.title)
            let folder = "\(batch.name)/\(order.folder)"
            for name in [order.title, order.folder, "\(batch.name)/\(order.title)", folder] {
                let part: Int?
                if text == name {
                    part = nil
                } else if text.hasPrefix(name + "#"),
                    let number = Int(text.dropFirst(name.count + 1))
                {
                    part = number
                } else {
                    continue
                }
                found.append(FoundOrder(batch: batch.name, order: order, part: part))
                if name == folder { ofFolder = found.last }
            }
        }
    }
    return (found, ofFolder, titles)
}
