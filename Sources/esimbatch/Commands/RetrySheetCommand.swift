// `esimbatch retry-sheet`: the refused orders of a batch as a sheet again.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import OrderSheets
import Orders

struct RetrySheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry-sheet",
        abstract: "Writes a sheet of just the orders that were refused, to correct and run.",
        discussion: """
            Correct the sheet and run it under the batch's own name:
              esimbatch retry-sheet fleet --output-file again.csv
              esimbatch run again.csv --batch fleet

            There every order is recognised, by its name or by what it buys, so nothing else is \
            bought again, however often it is run. Orders that this sheet does not have are \
            reported as no longer in the sheet; what was bought for them stays. Correct the old \
            sheet too, or do not run it again: a line without an order that is corrected here is \
            another wish there. Under another batch name the lines would be a new wish as well.
            """)

    @Argument(help: "The batch.")
    var batch: String

    @Option(help: "Where the sheet goes instead of stdout; never over a file that is there.")
    var outputFile: String?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !output.json || outputFile != nil else {
            throw ValidationError("With --json the sheet needs a place: --output-file FILE.")
        }
    }

    func run() async throws {
        try await ending(output, ledger) { context in
            let book = try existingLedger(try LedgerSettings(ledger, context.source))
            let found = try await findBatch(batch, in: book)
            let sheet = RetrySheet(of: found)
            guard sheet.orderCount > 0 else {
                let words = "\(found.name): no order is refused, so there is no sheet."
                if context.isJSON { context.show(document(sheet, of: found, file: nil), words: "") }
                context.console.say(words)
                return 0
            }
            let text = CSVText.row(sheet.columns) + sheet.rows.map(CSVText.row).joined()
            if let outputFile {
                try NewFile.write(Array(text.utf8), to: outputFile)
                context.show(
                    document(sheet, of: found, file: outputFile),
                    words:
                        "\(found.name): \(counted(sheet.orderCount, "refused order")) written to "
                        + outputFile)
            } else {
                context.console.result(text)
            }
            for note in sheet.notes + [next(of: found)] { context.console.say(note) }
            return 0
        }
    }

    private func next(of batch: RecordedBatch) -> String {
        "Next: correct it, then esimbatch run \((outputFile ?? "SHEET").shellWord) --batch "
            + "\(batch.name.text.shellWord); nothing else is bought again."
    }

    private func document(
        _ sheet: RetrySheet, of batch: RecordedBatch, file: String?
    ) -> JSONValue {
        .object([
            ("batch", .string(batch.name.text)), ("file", .optional(file)),
            ("orders", .int(sheet.orderCount)), ("lines", .int(sheet.rows.count)),
            (
                "notes",
                .array((sheet.notes + (file == nil ? [] : [next(of: batch)])).map(JSONValue.string))
            ),
        ])
    }
}
