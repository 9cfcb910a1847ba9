// `esimbatch show`: one order's whole story.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import Orders

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tells one order's whole story: attempts, evidence, eSIMs.")

    @Argument(help: "The order's name or folder, or BATCH/ORDER.")
    var order: String

    @Flag(help: "Show activation codes: whoever has one can install the eSIM.")
    var reveal = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output) { context in
            let paths = try LedgerSettings(ledger, context.source)
            guard let book = try SQLiteLedger.reading(path: paths.ledgerPath) else {
                throw CommandFailure(
                    outcome: .failed, message: "there is no ledger at \(paths.ledgerPath)",
                    hint: "check --ledger, or --sandbox if the order was a rehearsal")
            }
            let found = try await findOrder(order, in: book)
            let events = try await book.events(of: found.order.id)
            context.console.result(
                context.isJSON
                    ? storyDocument(found, events, reveal: reveal).text
                    : storyText(found, events, reveal: reveal))
            return 0
        }
    }
}

/// An order with the batch it is in, and the part of it that was named, if one was.
struct FoundOrder: Sendable {
    let batch: BatchName
    let order: RecordedSheetOrder
    let part: Int?
}

/// Finds an order by `ORDER`, `BATCH/ORDER`, either with `#PART`. Throws `CommandFailure` when
/// there is none, or more than one.
func findOrder(_ text: String, in book: any Ledger) async throws -> FoundOrder {
    var found: [FoundOrder] = []
    var titles: [String] = []
    for summary in try await book.batches() {
        guard let batch = try await book.batch(summary.name) else { continue }
        for order in batch.orders {
            titles.append(order.title)
            for name in [order.title, order.folder] {
                for written in [name, "\(batch.name)/\(name)"] {
                    if text == written {
                        found.append(FoundOrder(batch: batch.name, order: order, part: nil))
                    } else if text.hasPrefix(written + "#"),
                        let part = Int(text.dropFirst(written.count + 1))
                    {
                        found.append(FoundOrder(batch: batch.name, order: order, part: part))
                    }
                }
            }
        }
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
        let names = distinct.values.map { "\($0.batch)/\($0.order.folder)" }.sorted()
        throw CommandFailure(
            outcome: .failed, message: "\"\(text)\" is the name of several orders",
            hint: "say which: \(names.joined(separator: ", "))")
    }
    return one
}
