// Where an export's files go.

package import Orders

/// The place of an export: a folder, or one file.
package enum ExportPlace: Hashable, Sendable {
    /// It is made where it is missing.
    case folder(String)
    case file(String)

    /// The folder of a batch's exports, beside its orders' folders and never one of them.
    package static func standard(for batch: RecordedBatch, output: String) -> ExportPlace {
        // An order that was bought before this name was reserved may have it.
        var taken = TakenFolders(Set(batch.orders.map { folderKey($0.folder) }))
        let name = taken.take(for: "exports")
        return .folder("\(output)/\(batchFolder(batch.name))/\(name)")
    }

    /// A place as a person names it: a folder when it is one or ends in `/`, else a file.
    package init(_ path: String) {
        self =
            path.hasSuffix("/") || DurableFiles.isFolder(path)
            ? .folder(String(path.dropLastSlashes)) : .file(path)
    }

    /// The files that go there with their paths; nil when the place is one file and the export is
    /// several, none of them or more than one with its extension.
    package func paths(for files: [FleetExport.File]) -> [(file: FleetExport.File, path: String)]? {
        switch self {
        case .folder(let folder):
            return files.map { ($0, "\(folder)/\($0.name)") }
        case .file(let path):
            let fitting =
                files.count == 1 ? files : files.filter { $0.fileExtension == path.fileExtension }
            return fitting.count == 1 ? [(fitting[0], path)] : nil
        }
    }

    /// Makes the folder, if it is one.
    package func prepare() throws(PublishFailure) {
        if case .folder(let folder) = self { try DurableFiles.makeFolders(folder) }
    }
}

extension FleetExport.File {
    fileprivate var fileExtension: Substring? { name.fileExtension }
}

extension String {
    fileprivate var fileExtension: Substring? {
        lastIndex(of: ".").map { self[index(after: $0)...] }
    }

    fileprivate var dropLastSlashes: Substring {
        var text = self[...]
        while text.count > 1, text.last == "/" { text = text.dropLast() }
        return text
    }
}
