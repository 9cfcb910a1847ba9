// Builds a ZIP archive in memory, the same bytes for the same contents.

/// A ZIP archive in the making. Entries are plain files of mode 0600, as what they hold is usually
/// a credential; names are UTF-8.
package struct ZipWriter: Sendable {
    private static let versionNeeded: UInt16 = 20
    /// Made on Unix, so that the mode in the attributes is understood.
    private static let versionMadeBy: UInt16 = 3 << 8 | versionNeeded
    private static let utf8Flag: UInt16 = 1 << 11
    private static let attributes: UInt32 = 0o100600 << 16
    /// All ones would mean ZIP64.
    private static let mostEntries = Int(UInt16.max) - 1
    private static let mostBytes = Int(UInt32.max) - 1

    private let modified: ZipTimestamp
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var names: Set<String> = []

    /// An empty archive whose entries all get one timestamp.
    package init(modified: ZipTimestamp = .earliest) { self.modified = modified }

    /// Adds one file. With `compress` it is deflated unless that would make it no smaller. Throws
    /// `duplicateName`, `unsafeName` (see `ZipEntry.isSafeName`) or `archiveFull` (4 GiB, 65,534
    /// entries) and is then as it was before.
    package mutating func add(
        name: String, contents: [UInt8], compress: Bool = true
    ) throws(ZipError) {
        guard EntryName.isSafe(name), name.utf8.count <= Int(UInt16.max) else {
            throw .unsafeName(name)
        }
        guard contents.count <= Self.mostBytes, names.count < Self.mostEntries else {
            throw .archiveFull(name)
        }
        let packed = compress ? Deflation.smaller(contents) : nil
        let method: CompressionMethod = packed == nil ? .stored : .deflate
        let data = packed ?? contents
        let headers = LocalRecord.size + CentralRecord.size + 2 * name.utf8.count
        guard
            bytes.count + directory.count + headers + data.count + EndRecord.size
                <= Self.mostBytes
        else { throw .archiveFull(name) }
        guard names.insert(name).inserted else { throw .duplicateName(name) }

        // Both headers share these fields, in this order.
        var shared: [UInt8] = []
        shared.append(littleEndian: Self.versionNeeded)
        shared.append(littleEndian: Self.utf8Flag)
        shared.append(littleEndian: method.rawValue)
        shared.append(littleEndian: modified.time)
        shared.append(littleEndian: modified.date)
        shared.append(littleEndian: CRC32.of(contents))
        shared.append(littleEndian: UInt32(data.count))
        shared.append(littleEndian: UInt32(contents.count))
        shared.append(littleEndian: UInt16(name.utf8.count))
        shared.append(littleEndian: UInt16(0))  // extra fields

        directory.append(littleEndian: CentralRecord.signature)
        directory.append(littleEndian: Self.versionMadeBy)
        directory += shared
        directory.append(littleEndian: UInt16(0))  // comment
        directory.append(littleEndian: UInt16(0))  // volume
        directory.append(littleEndian: UInt16(0))  // internal attributes
        directory.append(littleEndian: Self.attributes)
        directory.append(littleEndian: UInt32(bytes.count))
        directory += name.utf8

        bytes.append(littleEndian: LocalRecord.signature)
        bytes += shared
        bytes += name.utf8
        bytes += data
    }

    /// The whole archive. The writer may go on after it.
    package func finish() -> [UInt8] {
        var archive = bytes
        archive += directory
        archive.append(littleEndian: EndRecord.signature)
        archive.append(littleEndian: UInt16(0))  // volume
        archive.append(littleEndian: UInt16(0))  // volume of the directory
        archive.append(littleEndian: UInt16(names.count))
        archive.append(littleEndian: UInt16(names.count))
        archive.append(littleEndian: UInt32(directory.count))
        archive.append(littleEndian: UInt32(bytes.count))
        archive.append(littleEndian: UInt16(0))  // comment
        return archive
    }
}
