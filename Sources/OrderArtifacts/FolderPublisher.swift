// Puts orders into folders: staged beside their place, synced, and moved there whole.

package import Orders
import ZipArchive

/// Renders orders below one output folder.
package final class FolderPublisher: OrderPublisher {
    private let output: String
    private let writers = WriterThreads(ArtifactLimits.writers)

    /// - Parameter output: the output folder; it is created when a batch is prepared.
    package init(output: String) {
        self.output = output
    }

    package func prepare(_ batch: BatchName) async throws {
        let folder = folder(of: batch)
        try await writers.run {
            try DurableFiles.makeFolders(folder)
            for name in DurableFiles.names(in: folder) {
                if name.hasPrefix(Prefix.staged) {
                    try DurableFiles.remove("\(folder)/\(name)")
                } else if name.hasPrefix(Prefix.replaced) {
                    // A run died between taking the old folder away and moving the new one in.
                    let place = "\(folder)/\(name.dropFirst(Prefix.replaced.count))"
                    if DurableFiles.exists(place) {
                        try DurableFiles.remove("\(folder)/\(name)")
                    } else {
                        try DurableFiles.move("\(folder)/\(name)", to: place)
                    }
                }
            }
            // Found out now, and not after the first purchase.
            let probe = "\(folder)/\(Prefix.staged)probe"
            try DurableFiles.write([], to: probe)
            try DurableFiles.remove(probe)
        }
    }

    package func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool {
        let place = "\(folder(of: batch))/\(order.folder)"
        return DurableFiles.isFolder(place) && DurableFiles.isFile("\(place)/order.json")
    }

    package func publish(_ order: PublishableOrder) async throws {
        let folder = folder(of: order.batch)
        try await writers.run {
            try Self.publish(order, in: folder)
        }
    }

    private static func publish(_ publishable: PublishableOrder, in folder: String) throws {
        let order = publishable.order
        let bought = order.lines.reduce(0) { $0 + $1.content.quantity }
        let known = order.orders.reduce(0) { $0 + $1.esims.count }
        guard bought == known else {
            throw PublishFailure(
                attempting: "publishing the order \(order.title)",
                cause: "it has \(known) eSIMs and its lines ask for \(bought)",
                hint: "run esimbatch resume")
        }
        let place = "\(folder)/\(order.folder)"
        let content = try render(publishable, keptIn: place)
        let staged = "\(folder)/\(Prefix.staged)\(order.folder)"
        let replaced = "\(folder)/\(Prefix.replaced)\(order.folder)"
        try DurableFiles.remove(staged)
        try DurableFiles.makeNewFolder(staged)
        try DurableFiles.makeNewFolder("\(staged)/qr")
        for file in content.files {
            try DurableFiles.write(file.bytes, to: "\(staged)/\(file.path)")
        }
        try DurableFiles.syncFolder("\(staged)/qr")
        try DurableFiles.syncFolder(staged)
        if DurableFiles.exists(place) {
            try DurableFiles.remove(replaced)
            try DurableFiles.move(place, to: replaced)
        }
        try DurableFiles.move(staged, to: place)
        try DurableFiles.syncFolder(folder)
        try DurableFiles.remove(replaced)
    }

    /// The folder's files; a ZIP that the present folder holds is kept when no newer one came.
    private static func render(
        _ publishable: PublishableOrder, keptIn place: String
    ) throws -> FolderContent {
        var archives = publishable.archives
        for reference in publishable.order.orders.compactMap(\.reference)
        where archives[reference] == nil {
            let name = "assignments-\(folderName(for: reference.text, taken: [])).zip"
            archives[reference] = DurableFiles.read(
                "\(place)/\(name)", upTo: ArtifactLimits.archiveBytes)
        }
        do {
            return try FolderContent(
                publishable.order, of: publishable.batch, archives: archives)
        } catch {
            throw PublishFailure(
                attempting: "rendering the order \(publishable.order.title)", cause: "\(error)",
                hint: "what was bought is safe in the ledger; run esimbatch resume")
        }
    }

    package func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws {
        let folder = folder(of: batch.name)
        let files = [
            ("summary.csv", summaryTable(report)), ("summary.json", reportDocument(report).text),
        ]
        try await writers.run {
            try DurableFiles.makeFolders(folder)
            for (name, text) in files {
                let staged = "\(folder)/\(Prefix.staged)\(name)"
                try DurableFiles.remove(staged)
                try DurableFiles.write(Array(text.utf8), to: staged)
                try DurableFiles.move(staged, to: "\(folder)/\(name)")
            }
            try DurableFiles.syncFolder(folder)
        }
    }

    private func folder(of batch: BatchName) -> String { "\(output)/\(batchFolder(batch))" }

    /// Names that no order's folder has: those never begin with a point.
    private enum Prefix {
        static let staged = ".staged-"
        static let replaced = ".replaced-"
    }
}
