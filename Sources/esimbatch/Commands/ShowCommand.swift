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
        try await ending(output, ledger) { context in
            let book = try existingLedger(try LedgerSettings(ledger, context.source))
            let found = try await OrderDirectory(of: book).find(order)
            let events = try await book.events(of: found.order.id)
            context.show(
                storyDocument(found, events, reveal: reveal),
                words: storyText(found, events, reveal: reveal))
            return 0
        }
    }
}
