// `esimbatch resume`: finishes what earlier runs left.

import ArgumentParser
import OrderBatch
import OrderLedger
import Orders

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Finds out what became of earlier runs and finishes them; reads no sheet.",
        discussion: "Buys only what an earlier run admitted.")

    @OptionGroup var buying: BuyingOptions
    @OptionGroup var consent: ConsentOption
    @OptionGroup var account: AccountOptions
    @OptionGroup var tagging: TaggingOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output, ledger, account, buying, tagging) { context in
            let paths = try LedgerSettings(ledger, context.source)
            context.subject.note(isRehearsal: paths.isSandbox)
            guard try SQLiteLedger.reading(path: paths.ledgerPath) != nil else {
                throw CommandFailure.misconfigured(
                    "there is no ledger at \(paths.ledgerPath), so there is nothing to resume",
                    hint: "if something was bought with another one, name it with --ledger")
            }
            let api = try AccountSettings(account, context.source, sandbox: paths.isSandbox)
            let settings = try BatchSettings(
                buying, context.source, requestTimeout: api.requestTimeout)
            let only = try context.source.parsed(
                .batch, flag: buying.batch, expecting: "a batch's name", BatchName.init(_:))
            if let only { context.subject.note(batch: only) }
            let template = try await TemplateFolder.template(
                context.source, flag: buying.cards.template)
            let tags = try context.tagForm(tagging)
            let report = try await context.withRunner(
                api, paths, settings, template, tagging: tags,
                steps: { steps($0, .resume, nil) }
            ) { runner in
                try await runner.tellingWhatIsKnown(of: only) { try await runner.resume(only) }
            }
            return context.print(report, command: .resume, sheet: "ledger", output: paths.output)
        }
    }
}
