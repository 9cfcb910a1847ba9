// Puts orders into folders: staged beside their place, synced, and moved there whole.

package import Orders
import Synchronization

/// Renders orders below one output folder.
package final class FolderPublisher: OrderPublisher {
    private let output: String
    private let isRehearsal: Bool
    private let template: CardTemplate
    private let completing: @Sendable (String) -> String
    private let steps: @Sendable (BatchReport) -> [String]
    private let writer = WriterThread()
    private let publishing = (0..<ArtifactLimits.publishingThreads).map { _ in PublishingThread() }
    private let turn = Atomic<Int>(0)

    /// - Parameters:
    ///   - output: the output folder; it is created when a batch is prepared.
    ///   - isRehearsal: what is published comes from a sandbox; real orders may replace it, and it
    ///     never replaces them.
    ///   - template: what the cards look like.
    ///   - completing: puts into a command that the run page names what it needs to find the same
    ///     ledger, folders and account, such as `--ledger PATH`.
    ///   - steps: what the summary's document says to do next, beside the report's own notes.
    package init(
        output: String, isRehearsal: Bool = false, template: CardTemplate = .standard,
        completing: @escaping @Sendable (String) -> String = { $0 },
        steps: @escaping @Sendable (BatchReport) -> [String] = { _ in [] }
    ) {
        self.completing = completing
        self.steps = steps
        self.output = output
        self.isRehearsal = isRehearsal
        self.template = template
    }

    package func prepare(_ batch: BatchName) async throws {
        let folder = folder(of: batch)
        try await writer.run { [isRehearsal] in
            try DurableFiles.makeFolders(folder)
            try StagedFolder.tidy(folder)
            try Self.keepApart(folder, isRehearsal)
            // Whether it can be written is found out now, and not after the first purchase.
            let probe = "\(folder)/\(StagedFolder.stagedPrefix)probe"
            try DurableFiles.write([], to: probe)
            try DurableFiles.remove(probe)
        }
    }

    /// Rehearsals and real orders never stand side by side in a batch's folder, where a person
    /// would take one for the other: real orders clear rehearsals away, and a rehearsal beside real
    /// orders is refused.
    private static func keepApart(_ folder: String, _ isRehearsal: Bool) throws(PublishFailure) {
        for name in DurableFiles.names(in: folder) {
            let place = "\(folder)/\(name)"
            guard let record = FolderRecord(at: place), record.isRehearsal != isRehearsal else {
                continue
            }
            if isRehearsal {
                throw PublishFailure(
                    attempting: "rehearsing into \(folder)", cause: "it holds real orders",
                    hint: "nothing was bought; choose another --output for rehearsals")
            }
            try DurableFiles.remove(place)
        }
    }

    package func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool {
        let record = FolderRecord(at: "\(folder(of: batch))/\(order.folder)")
        return record?.references == order.orders.compactMap(\.reference?.text)
            && record?.isRehearsal == isRehearsal
    }

    package func isCurrent(_ order: PublishableOrder) async -> Bool {
        let record = FolderRecord(at: "\(folder(of: order.batch))/\(order.order.folder)")
        return record?.cards
            == CardPage(order, isRehearsal: isRehearsal).fingerprint(template)
    }

    package func holder(of folder: String, in batch: BatchName) async -> String? {
        Self.holder(of: "\(self.folder(of: batch))/\(folder)", for: [], isRehearsal)
    }

    /// What stands at `place` and must not be replaced by an order with these references.
    private static func holder(
        of place: String, for references: [String], _ isRehearsal: Bool
    ) -> String? {
        guard DurableFiles.exists(place) else { return nil }
        guard let record = FolderRecord(at: place) else {
            return DurableFiles.isFolder(place) && DurableFiles.names(in: place).isEmpty
                ? nil : "something else of that name"
        }
        if record.isRehearsal { return nil }
        if !isRehearsal, !Set(record.references).isDisjoint(with: references) { return nil }
        return record.references.first.map { "reference \($0)" } ?? "an order"
    }

    package func publish(_ order: PublishableOrder) async throws {
        let folder = folder(of: order.batch)
        let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        try await publishing[next % publishing.count].publish { [isRehearsal, template] in
            try Self.stage(order, in: folder, isRehearsal, template)
        }
    }

    private static func stage(
        _ publishable: PublishableOrder, in folder: String, _ isRehearsal: Bool,
        _ template: CardTemplate
    ) throws -> StagedFolder {
        let order = publishable.order
        let bought = order.lines.reduce(0) { $0 + $1.content.quantity }
        let known = order.orders.reduce(0) { $0 + $1.esims.count }
        guard bought == known else {
            throw PublishFailure(
                attempting: "publishing the order \(order.title)",
                cause: "it has \(known) eSIMs and its lines ask for \(bought)",
                hint: "run \(resumeCommand(publishable.batch))")
        }
        let place = "\(folder)/\(order.folder)"
        let references = order.orders.compactMap(\.reference?.text)
        let isTaken = DurableFiles.exists(place)
        if let holder = holder(of: place, for: references, isRehearsal) {
            throw PublishFailure(
                attempting: "publishing into \(place)", cause: "it holds \(holder)",
                hint: "move that folder away and run \(resumeCommand(publishable.batch)); what was "
                    + "bought is safe in the ledger")
        }
        let content = try render(publishable, keptIn: place, isRehearsal, template)
        return try StagedFolder(content.files, name: order.folder, in: folder, replacing: isTaken)
    }

    /// The folder's files; a ZIP that the present folder holds is kept when no newer one came.
    private static func render(
        _ publishable: PublishableOrder, keptIn place: String, _ isRehearsal: Bool,
        _ template: CardTemplate
    ) throws -> FolderContent {
        var archives = publishable.archives
        // Never through a link that stands in the folder's place.
        if DurableFiles.isFolder(place) {
            for (reference, name) in archiveNames(of: publishable.order)
            where archives[reference] == nil {
                archives[reference] = DurableFiles.read(
                    "\(place)/\(name)", upTo: ArtifactLimits.archiveBytes)
            }
        }
        do {
            return try FolderContent(
                publishable, archives: archives, isRehearsal: isRehearsal, template: template)
        } catch {
            throw PublishFailure(
                attempting: "rendering the order \(publishable.order.title)", cause: "\(error)",
                hint: "what was bought is safe in the ledger; run "
                    + resumeCommand(publishable.batch))
        }
    }

    package func lacksSummary(of batch: BatchName, since published: Timestamp) async -> Bool {
        let folder = folder(of: batch)
        guard DurableFiles.isFolder(folder) else { return false }
        guard let written = DurableFiles.changed("\(folder)/summary.json") else { return true }
        return written < published
    }

    package func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws {
        let shown = report.rewording(completing)
        var noted = shown
        noted.isRehearsal = isRehearsal
        noted.notes += steps(report).map(completing)
        async let table = summaryTable(shown)
        async let document = reportDocument(noted).text
        async let page = page(shown, of: batch)
        try await replace(
            in: batch.name,
            [("summary.csv", await table), ("summary.json", await document), await page])
    }

    package func showPage(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try await replace(in: batch.name, [page(report.rewording(completing), of: batch)])
    }

    private func page(
        _ report: BatchReport, of batch: RecordedBatch
    ) -> (name: String, text: String) {
        let page = RunPage(
            report: report, batch: batch, isRehearsal: isRehearsal, completing: completing)
        return ("report.html", page.render())
    }

    /// Replaces files of a batch's folder, each whole.
    private func replace(
        in batch: BatchName, _ files: [(name: String, text: String)]
    ) async throws {
        let folder = folder(of: batch)
        try await writer.run {
            try DurableFiles.makeFolders(folder)
            for (name, text) in files {
                let staged = "\(folder)/\(StagedFolder.stagedPrefix)\(name)"
                try DurableFiles.remove(staged)
                try DurableFiles.write(Array(text.utf8), to: staged)
            }
            try DurableFiles.syncFileSystem(of: folder)
            for (name, _) in files {
                try DurableFiles.move(
                    "\(folder)/\(StagedFolder.stagedPrefix)\(name)", to: "\(folder)/\(name)")
            }
            try DurableFiles.syncFolder(folder)
        }
    }

    private func folder(of batch: BatchName) -> String { "\(output)/\(batchFolder(batch))" }
}
