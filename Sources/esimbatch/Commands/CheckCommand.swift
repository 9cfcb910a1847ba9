// `esimbatch check`: every finding of a sheet, without network.

import ArgumentParser
import OrderBatch
import Orders

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a sheet and reports everything wrong with it; no network.")

    @OptionGroup var sheet: SheetArgument
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output) { context in
            let (read, findings) = sheet.read()
            let batch = try? sheet.batch(named: nil)
            let report = BatchReport(checking: read, as: batch, findings: findings)
            return context.print(report, command: "check", sheet: sheet.name)
        }
    }
}
