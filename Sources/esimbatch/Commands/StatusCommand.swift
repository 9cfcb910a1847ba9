// `esimbatch status`: what the ledger says, without network.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import Orders

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says what the ledger holds, per batch or per order.")

    @Argument(help: "A batch, to see its orders.")
    var batch: String?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output, ledger) { context in
            let paths = try LedgerSettings(ledger, context.source)
            if let batch { return try await show(batch, paths, context) }
            guard let book = try SQLiteLedger.reading(path: paths.ledgerPath) else {
                context.show(
                    batchesDocument([]),
                    words: "There is no ledger at \(paths.ledgerPath). If something was bought "
                        + "with another one, by another user or job, name it with --ledger.")
                return 0
            }
            let batches = try await book.batches()
            context.show(batchesDocument(batches), words: batchesText(batches))
            return 0
        }
    }

    private func show(
        _ text: String, _ paths: LedgerSettings, _ context: CommandContext
    ) async throws -> Int32 {
        var batch = try await findBatch(text, in: try existingLedger(paths))
        if SQLiteLedger.isRunOn(path: paths.ledgerPath) { batch.noteRunOn() }
        let orders = batch.orders.map { BatchReport.OrderReport($0, in: batch.name) }
        context.show(ordersDocument(batch, orders), words: ordersText(batch, orders))
        return 0
    }
}

extension RecordedBatch {
    /// Says of what has no answer yet that it is on its way.
    fileprivate mutating func noteRunOn() {
        for owner in orders.indices {
            for part in orders[owner].orders.indices
            where orders[owner].orders[part].state == .placing {
                orders[owner].orders[part].reason = "on its way: a run is on"
            }
        }
    }
}
