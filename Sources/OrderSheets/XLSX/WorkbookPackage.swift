// The parts of a workbook's archive, found the way the format says: by what the parts state of one
// another, never by guessing names.

import Orders
import ZipArchive

/// An Open Packaging Conventions package (ECMA-376 part 2): parts, their content types, and their
/// relationships. Names of entries are only ever compared, never used as paths.
struct WorkbookPackage {
    /// A link from one part to another.
    struct Relationship {
        let id: String
        /// The last component of its type, such as `worksheet`; the rest differs between the two
        /// editions of the standard.
        let kind: String
        /// The part's name, without a leading `/`.
        let target: String
    }

    private let archive: ZipReader
    /// The entries by name in lower case, as part names are compared without regard to case.
    private let entries: [String: ZipEntry]
    private let types: ContentTypes

    init(_ bytes: [UInt8]) throws(WorkbookError) {
        let limits = ArchiveLimits(
            archiveBytes: WorkbookLimits.archiveBytes, entryBytes: Limits.sheetBytes,
            totalBytes: Limits.sheetBytes)
        do {
            archive = try ZipReader(bytes, limits: limits)
        } catch {
            throw .archive(error)
        }
        entries = Dictionary(
            archive.entries.lazy.filter { !$0.isDirectory }.map { ($0.name.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
        guard entries["[content_types].xml"] != nil else {
            throw .foreign(ForeignFile(archive: archive))
        }
        types = ContentTypes()
        try read(
            "[Content_Types].xml", upTo: WorkbookLimits.directoryBytes, into: types)
    }

    /// The content type of a part; nil if the package states none.
    func type(of part: String) -> String? { types.type(of: part) }

    func has(_ part: String) -> Bool { entries[part.lowercased()] != nil }

    /// Hands a part's XML to `handler`.
    func read(
        _ part: String, upTo limit: Int = .max, into handler: some XMLStreamHandler
    ) throws(WorkbookError) {
        guard let entry = entries[part.lowercased()] else { throw .missingPart(part) }
        guard entry.size <= limit else {
            throw .tooLarge("\(part.quoted) in the workbook has \(entry.size) bytes")
        }
        let bytes: [UInt8]
        do {
            bytes = try archive.contents(of: entry)
        } catch {
            throw .archive(error)
        }
        do {
            try XMLStream.parse(bytes, into: handler)
        } catch {
            throw .damagedPart(part, reason: error.reason)
        }
    }

    /// The links from a part, or from the package itself (""). None if it states none.
    func relationships(of part: String) throws(WorkbookError) -> [Relationship] {
        let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        let folder = part[..<slash]
        let list = "\(folder)_rels/\(part[slash...]).rels"
        guard has(list) else { return [] }
        let reader = RelationshipReader(folder: String(folder))
        try read(list, upTo: WorkbookLimits.directoryBytes, into: reader)
        return reader.relationships
    }
}
