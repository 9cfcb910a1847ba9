// `esimbatch export`: a batch's eSIMs in the form that another system imports.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import Orders

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a batch's eSIMs in the form that a device management system imports.",
        discussion: """
            Formats: intune, knox, android-management, csv, json. Reads the ledger alone, without \
            network. Files are of mode 0600 and go to OUTPUT/BATCH/exports unless --to says \
            otherwise. Exit code 0: every eSIM is in them, or a warning says why not; 2: the \
            format cannot carry some, or there is nothing to carry; 5: an order is unconfirmed; \
            6: some have no install data yet.
            """)

    @Argument(help: "The batch.")
    var batch: String

    @Option(help: "intune, knox, android-management, csv or json.")
    var format: ExportFormat

    @Option(
        help: "The list that was uploaded to Intune before; the new file holds its codes too.",
        completion: .file())
    var appendTo: String?

    @Option(help: "A folder or file to write to; - for stdout.", completion: .file())
    var to: String?

    @Option(help: "Only eSIMs of this bundle.")
    var bundle: String?

    @Option(help: "For android-management: ACTIVATED or NOT_ACTIVATED.")
    var activationState = ExportRequest.Activation.activated

    @Flag(help: "Replace a file of the same name that has other content.")
    var replace = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if appendTo != nil, format != .intune {
            throw ValidationError("--append-to is for the format intune.")
        }
        if to == "-", output.json {
            throw ValidationError("stdout takes the export or the JSON result, not both.")
        }
    }

    func run() async throws {
        try await ending(output, ledger) { context in
            let paths = try LedgerSettings(ledger, context.source)
            let book = try existingLedger(paths)
            let recorded = try await findBatch(batch, in: book)
            var request = try await request(for: recorded, in: book, isSandbox: paths.isSandbox)
            request.isRunOn = SQLiteLedger.isRunOn(path: paths.ledgerPath)
            let export = FleetExport(recorded, request)
            if to == "-" { return try pipe(export, of: recorded, context) }
            let placed = try place(export, of: recorded, below: paths.output)
            context.show(
                exportDocument(export, of: recorded, format, placed),
                words: exportText(export, of: recorded, placed))
            return export.outcome.exitCode
        }
    }

    private func request(
        for batch: RecordedBatch, in book: SQLiteLedger, isSandbox: Bool
    ) async throws -> ExportRequest {
        var request = ExportRequest(format)
        request.isRehearsal = isSandbox
        request.activation = activationState
        if let bundle {
            let known = Set(batch.orders.flatMap(\.lines).map(\.content.bundle))
            guard let name = BundleName(bundle), known.contains(name) else {
                let near = nearest(to: bundle, among: known.map(\.text))
                throw CommandFailure.usage(
                    "the batch \(batch.name) has no bundle \"\(bundle)\"",
                    hint: near.map { "did you mean \($0)?" }
                        ?? "esimbatch export \(batch.name.text.shellWord) --format csv has all")
            }
            request.bundle = name
        }
        if let appendTo {
            let list = try earlierList(at: appendTo)
            request.earlier = list
            let iccids = list.iccids
            var (revoked, bought): (Set<ICCID>, Set<ICCID>) = ([], [])
            for summary in try await book.batches() {
                for order in try await book.batch(summary.name)?.orders ?? [] {
                    for part in order.orders {
                        for dealt in part.esims where iccids.contains(dealt.esim.iccid) {
                            let bundle = order.lines[dealt.line].content.bundle
                            request.earlierBundles.insert(bundle)
                            if part.isRevoked(dealt) {
                                revoked.insert(dealt.esim.iccid)
                            } else {
                                bought.insert(dealt.esim.iccid)
                            }
                        }
                    }
                }
            }
            // One that was given back may have been sold to this account again.
            request.earlierRevoked = revoked.subtracting(bought)
        }
        return request
    }

    private func earlierList(at path: String) throws -> IntuneList {
        guard let bytes = readSmallFile(path, upTo: ArtifactLimits.intuneListBytes) else {
            throw CommandFailure.misconfigured(
                "the earlier list \(path) cannot be read, or is no list of codes",
                hint: "check the path given with --append-to")
        }
        do throws(IntuneList.Fault) {
            return try IntuneList(reading: bytes)
        } catch {
            throw CommandFailure(
                outcome: .invalid, message: "\(path):\(error.line): \(error.message)",
                hint: "give the file that was uploaded to Intune, as it was")
        }
    }

    private func place(
        _ export: FleetExport, of batch: RecordedBatch, below output: String
    ) throws -> [PlacedFile] {
        guard !export.files.isEmpty else { return [] }
        let place = to.map(ExportPlace.init) ?? .standard(for: batch, output: output)
        guard let files = place.paths(for: export.files) else {
            throw CommandFailure.usage(
                "the export is \(export.files.count) files, and \(to ?? "") is one",
                hint: "name a folder with --to FOLDER/, or one bundle with --bundle")
        }
        try place.prepare()
        return try files.map { file, path in
            try PlacedFile(file.bytes, at: path, replacing: replace || path == appendTo)
        }
    }

    /// The one file on stdout, and what is to be said of it on stderr.
    private func pipe(
        _ export: FleetExport, of batch: RecordedBatch, _ context: CommandContext
    ) throws -> Int32 {
        guard export.files.count <= 1 else {
            throw CommandFailure.usage(
                "the export is \(export.files.count) files, and stdout takes one",
                hint: "name a folder with --to FOLDER/, or one bundle with --bundle")
        }
        if let file = export.files.first { try writeToStandardOutput(file.bytes) }
        if !context.console.isQuiet || export.outcome != .complete {
            context.console.error(exportText(export, of: batch, []))
        }
        return export.outcome.exitCode
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension ExportRequest.Activation: ExpressibleByArgument {}
