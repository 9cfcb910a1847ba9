// `esimbatch revoke`: gives unused bundles back, after showing what that would do.

import ArgumentParser
import OrderArtifacts
import OrderBatch
import OrderLedger
import Orders

struct RevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Takes unused bundles of an order, or of a whole batch, off their eSIMs.",
        discussion: """
            Shows first what would happen to each eSIM, and asks. Bundles that are in use stay. \
            What was revoked is not bought again by running the sheet again. Exit code 0: all of \
            it is revoked; 4: some stays; 5: the outcome of some is unknown, and the same command \
            looks it up; 6: some is bought and its eSIMs are not known yet.
            """)

    @Argument(help: "A batch, or an order: its name or folder, or BATCH/ORDER.")
    var target: String

    @OptionGroup var cards: TemplateOption

    @Flag(help: "Revoke without a question. Without a terminal it is needed.")
    var yes = false

    @OptionGroup var account: AccountOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output, ledger, account, cards: cards) { context in
            context.subject.note(deed: .revoked)
            let asks = try asksFirst(context)
            let paths = try LedgerSettings(ledger, context.source)
            context.subject.note(isRehearsal: paths.isSandbox)
            let api = try AccountSettings(account, context.source, sandbox: paths.isSandbox)
            let template = try await TemplateFolder.template(
                context.source, flag: cards.template)
            // Looked up before the lock is taken and the key is used.
            let (batch, orders) = try await find(in: try existingLedger(paths))
            context.subject.note(batch: batch)
            let report = try await context.withRevoker(api, paths, template) { revoker in
                try await revoker.revoke(orders, of: batch) { plan in
                    context.confirm(plan, asks: asks, isSandbox: paths.isSandbox)
                }
            }
            return context.print(report)
        }
    }

    private func asksFirst(_ context: CommandContext) throws -> Bool {
        // A file that lets runs buy has not agreed to give anything back.
        if yes { return false }
        guard Console.canAsk else {
            throw CommandFailure.usage(
                "there is no terminal to ask at before revoking", hint: "add --yes")
        }
        return true
    }

    /// The orders that are meant. A name that is both a batch's and an order's is not guessed at.
    private func find(in book: SQLiteLedger) async throws -> (BatchName, [SheetOrderID]) {
        if try await book.isBatch(target) {
            let batch = try await findBatch(String(target.dropLast()), in: book)
            return (batch.name, batch.orders.map(\.id))
        }
        let batch: RecordedBatch? =
            if let name = BatchName(target) { try await book.batch(name) } else { nil }
        guard let batch else {
            let found = try await OrderDirectory(of: book).find(target)
            guard found.part == nil || found.order.orders.count == 1 else {
                throw CommandFailure.usage(
                    "one part of an order cannot be revoked by itself",
                    hint: "name the order without #PART")
            }
            return (found.batch, [found.order.id])
        }
        if try await OrderDirectory(of: book).has(target) {
            throw CommandFailure.usage(
                "\"\(target)\" is the name of a batch and of an order",
                hint: "say \"\(target)/\" for the batch, or BATCH/ORDER for the order")
        }
        return (batch.name, batch.orders.map(\.id))
    }
}

extension CommandContext {
    /// Runs `body` with everything that revoking needs, under the ledger's lock.
    func withRevoker<Value: LedgerResult>(
        _ account: AccountSettings, _ ledger: LedgerSettings, _ template: CardTemplate,
        _ body: @escaping @Sendable (Revoker) async throws -> Value
    ) async throws -> Value {
        try await interruption.guarding(
            console, stopping: "nothing more is revoked; what is in flight is being recorded",
            abandoned: { await abandon($0, atQuestion: $1, in: ledger) }
        ) {
            try await withClient(account, ledger) { client, book in
                try await body(
                    Revoker(
                        account: client, api: client, ledger: book, revocations: book,
                        publisher: FolderPublisher(
                            output: ledger.output, isRehearsal: ledger.isSandbox,
                            template: template,
                            completing: FollowUp(followUp, anywhere: ledger).completing),
                        time: time, log: log))
            }
        }
    }

    /// Shows the plan and, if a person is there, asks.
    fileprivate func confirm(_ plan: RevocationReport, asks: Bool, isSandbox: Bool) -> Bool {
        let text = (isSandbox ? "SANDBOX, play money. " : "") + revocationPlanText(plan)
        guard asks else {
            console.say(text)
            return true
        }
        let answer = interruption.whileAsking { console.ask("Revoke? [y/N] ", about: text) }
        return ["y", "yes"].contains(answer?.lowercased() ?? "")
    }

    /// Prints the result in the form that was asked for; returns the exit code.
    fileprivate func print(_ report: RevocationReport) -> Int32 {
        var outcome = report.outcome
        if case .interrupted = outcome, let signal = interruption.signal {
            outcome = .interrupted(signal: signal)
        }
        show(revocationDocument(report, outcome), words: revocationText(report))
        return outcome.exitCode
    }
}
