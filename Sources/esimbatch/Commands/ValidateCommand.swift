// `esimbatch validate`: what a sheet would cost, asked of the API without buying.

import ArgumentParser
import OrderArtifacts
import OrderBatch
import Orders

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks a sheet, then every order in the API's validate mode; buys nothing.")

    @OptionGroup var sheet: SheetArgument
    @OptionGroup var totals: ControlTotals
    @OptionGroup var buying: BuyingOptions
    @OptionGroup var consent: ConsentOption
    @OptionGroup var account: AccountOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output, ledger, account, buying, totals: totals) { context in
            let setup = try await SheetSetup(
                context, sheet, totals, buying, account, ledger)
            let report = try await context.withRunner(
                setup.account, setup.ledger, setup.settings, setup.template
            ) { runner in
                try await runner.tellingWhatIsKnown(of: setup.batch) {
                    try await runner.validate(
                        setup.sheet, as: setup.batch, findings: setup.findings)
                }
            }
            // As a run will want it.
            let isToBeNamed = !Console.canAsk && setup.sheet.hasUnnamedLines
            return context.print(
                report, command: .validate,
                next: sheet.command(
                    "run", as: setup.batch, isNamed: buying.batch != nil || isToBeNamed),
                sheet: sheet.name,
                excerpts: context.excerpts(of: sheet.source, for: report.findings))
        }
    }
}

/// What the commands that take a sheet to the API resolve before they start.
struct SheetSetup: Sendable {
    let batch: BatchName
    let sheet: OrderSheet
    let findings: FindingLog
    let ledger: LedgerSettings
    let account: AccountSettings
    let settings: BatchSettings
    let template: CardTemplate

    init(
        _ context: CommandContext, _ argument: SheetArgument, _ totals: ControlTotals,
        _ buying: BuyingOptions, _ account: AccountOptions, _ ledger: LedgerOptions
    ) async throws {
        let named = context.source.value(.batch, flag: buying.batch)?.text
        batch = try argument.batch(named: named)
        context.subject.note(batch: batch)
        self.ledger = try LedgerSettings(ledger, context.source)
        context.subject.note(isRehearsal: self.ledger.isSandbox)
        self.account = try AccountSettings(
            account, context.source, sandbox: self.ledger.isSandbox)
        settings = try BatchSettings(
            buying, context.source, requestTimeout: self.account.requestTimeout, totals: totals)
        template = try await TemplateFolder.template(context.source, flag: buying.cards.template)
        (sheet, findings) = argument.read()
        context.subject.note(sheet: SheetIdentity(sheet))
    }
}
