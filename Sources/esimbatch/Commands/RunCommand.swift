// `esimbatch run`: from a sheet to folders. The command that buys.

import ArgumentParser
import OrderBatch
import Orders

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Validates a sheet, buys what is not bought yet, and writes order folders.",
        discussion: "Running the same sheet again resumes it: nothing is bought twice.")

    @OptionGroup var sheet: SheetArgument
    @OptionGroup var totals: ControlTotals
    @OptionGroup var buying: BuyingOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var tagging: TaggingOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Buy without a question. Without a terminal this or --max-cost is needed.")
    var yes = false

    func run() async throws {
        try await ending(output, ledger, account, buying, tagging, totals: totals) { context in
            let asks = try asksFirst(context)
            let setup = try await SheetSetup(
                context, sheet, totals, buying, account, ledger)
            if !Console.canAsk, setup.sheet.hasUnnamedLines,
                context.source.value(.batch, flag: buying.batch) == nil
            {
                throw CommandFailure.usage(
                    "the sheet has lines without an order, and without a terminal its batch must "
                        + "be named, or a new file of the same name would pass for a rerun",
                    hint: "add --batch NAME, in a nightly job --batch \"$(date +%F)\"")
            }
            let tags = try context.tagForm(tagging)
            let again =
                sheet.command("run", as: setup.batch, isNamed: buying.batch != nil)
                + (yes ? " --yes" : "")
            let report = try await context.withRunner(
                setup.account, setup.ledger, setup.settings, setup.template, tagging: tags,
                steps: { steps($0, .run, again) }
            ) { runner in
                try await runner.tellingWhatIsKnown(of: setup.batch) {
                    try await runner.run(
                        setup.sheet, as: setup.batch, findings: setup.findings
                    ) { preview in
                        context.confirm(
                            preview, asks: asks, isSandbox: setup.ledger.isSandbox, sheet)
                    }
                }
            }
            return context.print(
                report, command: .run, next: again,
                sheet: sheet.name, output: setup.ledger.output,
                excerpts: context.excerpts(of: sheet.source, for: report.findings))
        }
    }

    /// Whether to ask before buying. Without a terminal there is nobody to ask, and consent must be
    /// given beforehand: `--yes`, or a ceiling.
    private func asksFirst(_ context: CommandContext) throws -> Bool {
        if try context.source.isOn(.yes, flag: yes) { return false }
        if Console.canAsk { return true }
        guard context.source.value(.maxCost, flag: buying.maxCost) != nil else {
            let batch = buying.batch == nil ? "; and --batch NAME, if a line has no order" : ""
            throw CommandFailure.usage(
                "there is no terminal to ask at before buying",
                hint: "add --max-cost AMOUNT, or --yes\(batch)")
        }
        return false
    }
}

extension CommandContext {
    /// Shows the plan and, if a person is there, asks. Who decides is to know the warnings before,
    /// and does not read them again afterwards.
    func confirm(
        _ preview: Preview, asks: Bool, isSandbox: Bool, _ sheet: SheetArgument
    ) -> Bool {
        console.endLive()
        let plan = previewText(preview, isSandbox: isSandbox)
        guard asks else {
            console.say(plan)
            return true
        }
        let warnings = findingsText(
            preview.findings, isSubject: false, sheet: sheet.name,
            excerpts(of: sheet.source, for: preview.findings))
        subject.noteTold()
        let answer = interruption.whileAsking {
            console.ask("Buy? [y/N] ", about: (warnings + [plan]).joined(separator: "\n"))
        }
        return ["y", "yes"].contains(answer?.lowercased() ?? "")
    }
}
