// `esimbatch check`: every finding of a sheet, without network.

import ArgumentParser
import OrderArtifacts
import OrderBatch
import OrderSheets
import Orders

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a sheet and reports everything wrong with it; no network.",
        discussion: """
            With --fix a copy is written in which everything is put right that is certain: the \
            encoding, what stands invisibly around values, and the padding of ICCIDs. Bundles and \
            quantities are never touched. What remains is then reported of the copy.
            """)

    @OptionGroup var sheet: SheetArgument

    @Option(
        help: "Write a corrected copy to this file, which must not be there yet.",
        completion: .file())
    var fix: String?

    @Flag(help: "Print the findings as SARIF 2.1.0 on stdout.")
    var sarif = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !sarif || !output.json else {
            throw ValidationError("Say either --json or --sarif.")
        }
        guard fix != "-", fix?.isEmpty != true else {
            throw ValidationError("--fix needs the name of a file for the copy.")
        }
        guard !sarif || fix == nil else {
            throw ValidationError(
                "--sarif tells the findings of a sheet that stays as it is, so leave --fix out.")
        }
    }

    func run() async throws {
        try await ending(output) { context in
            if let fix { return try writeCopy(to: fix, context) }
            let (read, findings) = sheet.read()
            let report = report(read, findings, context)
            guard sarif else {
                return context.print(
                    report, command: .check, next: sheet.command("validate", as: nil),
                    sheet: sheet.name,
                    excerpts: context.excerpts(of: sheet.source, for: report.findings))
            }
            context.console.result(sarifDocument(report, sheet: sheet.name).text)
            return report.outcome.exitCode
        }
    }

    private func report(
        _ read: OrderSheet, _ findings: FindingLog, _ context: CommandContext
    ) -> BatchReport {
        BatchReport(
            checking: read, as: try? sheet.batch(named: nil), findings: findings,
            isDetailed: context.isJSON)
    }

    /// Writes the corrected copy, says what was corrected, and reports what is left in it.
    private func writeCopy(to path: String, _ context: CommandContext) throws -> Int32 {
        var log = FindingLog()
        guard
            let copy = SheetCorrector.correct(
                sheet.source, worksheet: sheet.worksheet, into: &log)
        else {
            let nothing = OrderSheet(name: sheet.name, sha256: "", lines: [], lineCount: 0)
            context.console.error(
                "No copy is written: what is wrong has to be put right in the sheet itself.")
            return context.print(report(nothing, log, context), command: .check, sheet: sheet.name)
        }
        try NewFile.write(copy.bytes, to: path)
        var found = FindingLog()
        let read = SheetReader.read(.bytes(copy.bytes, name: path), into: &found)
        var report = report(read, found, context)
        // As the batch of the sheet: under its own name, lines without an order are a new wish.
        let copied = SheetArgument.command("validate", path, as: report.batch)
        if context.isJSON {
            report.notes += steps(report, .check, copied)
            context.console.result(correctionDocument(report, copy, path).text)
            return report.outcome.exitCode
        }
        let doubts = copy.doubts.map { $0.line(sheet: sheet.name, form: copy.form) }
        let lines = copy.corrections.map { $0.line(sheet: sheet.name, form: copy.form) }
        let count = counted(copy.corrections.count, "correction")
        context.console.tell(
            (doubts + lines + [
                "\(path): a copy with \(count)\(lines.isEmpty ? "; it is the same" : "")."
            ])
            .joined(separator: "\n"))
        return context.print(
            report, command: .check, next: copied, sheet: path,
            excerpts: context.excerpts(of: .file(path: path), for: report.findings))
    }

    private func correctionDocument(
        _ report: BatchReport, _ copy: CorrectedSheet, _ path: String
    ) -> JSONValue {
        guard case .object(let members) = reportDocument(report) else { return .null }
        let corrections = copy.corrections.map { correction in
            JSONValue.object([
                ("line", correction.position.map { .int($0.line) } ?? .null),
                ("column", correction.position.map { .int($0.column) } ?? .null),
                (
                    "cell",
                    .optional(copy.form == .workbook ? correction.position?.cell : nil)
                ),
                ("field", .optional(correction.field)),
                ("message", .string(correction.message)),
            ])
        }
        let doubts = copy.doubts.map {
            JSONValue.string($0.line(sheet: sheet.name, form: copy.form))
        }
        return .object(
            members + [
                ("correctedCopy", .string(path)), ("corrections", .array(corrections)),
                ("doubts", .array(doubts)),
            ])
    }
}
