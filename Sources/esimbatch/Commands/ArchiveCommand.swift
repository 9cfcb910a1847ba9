// `esimbatch archive`: a batch's folder as one ZIP.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import Orders

struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Packs a batch's folder into one ZIP with a manifest of SHA-256 sums.",
        discussion: """
            The same files always give the same bytes. The archive is not encrypted, and whoever \
            has it can install the eSIMs; to encrypt it on its way:
              esimbatch archive fleet - | age -r RECIPIENT -o fleet.zip.age
              esimbatch archive fleet - | gpg --encrypt -r RECIPIENT -o fleet.zip.gpg
            """)

    @Argument(help: "The batch.")
    var batch: String

    @Argument(help: "The ZIP to write, which must not exist; - for stdout.", completion: .file())
    var archive: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if archive == "-", output.json {
            throw ValidationError("stdout takes the archive or the JSON result, not both.")
        }
    }

    func run() async throws {
        try await ending(output, ledger) { context in
            let paths = try LedgerSettings(ledger, context.source)
            let book = try existingLedger(paths)
            let recorded = try await findBatch(batch, in: book)
            try refuseInside(recorded, below: paths.output)
            let outcome = recorded.archiveOutcome(
                isRunOn: SQLiteLedger.isRunOn(path: paths.ledgerPath))
            guard recorded.orders.contains(where: \.isPublished) else {
                throw CommandFailure(
                    outcome: outcome == .complete ? .failed : outcome,
                    message: "nothing of the batch \"\(recorded.name)\" is published yet",
                    hint: "esimbatch status \(recorded.name.text.shellWord) says what is to come")
            }
            let publisher = FolderPublisher(output: paths.output, isRehearsal: paths.isSandbox)
            for order in recorded.orders where order.isPublished {
                guard await publisher.isPublished(order, in: recorded.name) else {
                    throw CommandFailure(
                        outcome: .failed,
                        message: "the folder of the order \(order.title) is not there, or not the "
                            + "one that the ledger knows",
                        hint: "check --output; running the sheet again renders it anew")
                }
            }
            let written = try write(recorded, below: paths.output)
            report(written, of: recorded, outcome, context)
            return outcome.exitCode
        }
    }

    private func write(
        _ batch: RecordedBatch, below output: String
    ) throws -> BatchArchive {
        if archive == "-" {
            return try BatchArchive(of: batch.name, below: output, to: writeToStandardOutput)
        }
        let file = try StagedFile(for: archive)
        let written = try BatchArchive(of: batch.name, below: output) {
            piece throws(PublishFailure) in
            try file.append(piece)
        }
        try file.commit()
        return written
    }

    /// An archive in the folder that it is of would be in the next one.
    private func refuseInside(_ batch: RecordedBatch, below output: String) throws {
        let folder = "\(output)/\(batchFolder(batch.name))"
        guard archive != "-", isPath(archive, inside: folder) else { return }
        throw CommandFailure.usage(
            "\(archive) is in the batch's own folder, and would be in the next archive",
            hint: "write it somewhere else")
    }

    private func report(
        _ written: BatchArchive, of batch: RecordedBatch, _ outcome: RunOutcome,
        _ context: CommandContext
    ) {
        let missing = batch.orders.filter { order in
            (order.isInSheet || order.mayBeBought)
                && !order.isPublished
        }
        // Behind the archive on stdout it would be a part of it.
        if context.isJSON, archive != "-" {
            context.console.result(
                JSONValue.object([
                    ("batch", .string(batch.name.text)), ("archive", .string(archive)),
                    ("outcome", .string(outcome.word)),
                    ("exitCode", .int(Int(outcome.exitCode))),
                    ("files", .int(written.files)), ("bytes", .int(written.bytes)),
                    ("sha256", .string(written.sha256)),
                    ("ordersNotInIt", .array(missing.map { .string($0.title) })),
                ]).text)
            return
        }
        var lines = [
            "\(batch.name): \(counted(written.files, "file")) in \(archive), "
                + "\(written.bytes) bytes",
            "SHA-256 \(written.sha256)",
        ]
        if !missing.isEmpty {
            lines.append(
                "Not in it, since they are not published: "
                    + missing.prefix(10).map(\.title).joined(separator: ", ")
                    + (missing.count > 10 ? " and \(missing.count - 10) more" : "")
                    + ". Next: esimbatch status \(batch.name.text.shellWord) says why.")
        }
        lines.append("Whoever has the archive can install the eSIMs: keep it like a password.")
        let text = lines.joined(separator: "\n")
        if archive == "-" { context.console.say(text) } else { context.console.tell(text) }
    }
}

extension RecordedBatch {
    /// 5 when something is unconfirmed, 6 when something bought is not published or on its way in
    /// a run that is on, else 0.
    fileprivate func archiveOutcome(isRunOn: Bool) -> RunOutcome {
        var states = Set(orders.flatMap(\.orders).map(\.state))
        if isRunOn, states.remove(.placing) != nil { states.insert(.placed) }
        if !states.isDisjoint(with: [.placing, .unconfirmed, .failed]) { return .needsAPerson }
        return states.isDisjoint(with: [.placed, .assigned]) ? .complete : .pending
    }
}
