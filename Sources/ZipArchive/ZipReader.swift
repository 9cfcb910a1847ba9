// Reads a ZIP archive that is held in memory, trusting nothing that it says.

/// A ZIP archive whose structure was checked as a whole: one directory, no entry twice, none over
/// another, none encrypted, each described alike in both of its headers and inside the limits.
/// Stored and deflated entries are read. Reading never writes to disk.
///
/// The format is PKWARE's APPNOTE.TXT 6.3; ZIP64 and volumes are refused.
package struct ZipReader: Sendable {
    /// The entries in the order of the directory, folders too.
    package let entries: [ZipEntry]
    private let bytes: [UInt8]

    /// Checks everything but the packed data; `contents(of:)` and `verify()` check that.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = .standard) throws(ZipError) {
        guard bytes.count <= limits.archiveBytes else {
            throw .archiveTooLarge(bytes: bytes.count, limit: limits.archiveBytes)
        }
        let end = try EndRecord(in: bytes)
        guard end.entryCount <= limits.entries else {
            throw .tooManyEntries(count: end.entryCount, limit: limits.entries)
        }
        var entries: [ZipEntry] = []
        var extents: [Range<Int>] = []
        var names: Set<String> = []
        var total = 0
        var position = end.directory.lowerBound
        for index in 0..<end.entryCount {
            let central = try CentralRecord(
                bytes, at: position, before: end.directory.upperBound, limits: limits)
            position = central.end
            // Names that differ only in how an accent is composed are one file on some systems,
            // and are equal as strings.
            guard names.insert(central.name).inserted else { throw .duplicateName(central.name) }
            total += central.size
            guard total <= limits.totalBytes else {
                throw .totalTooLarge(limit: limits.totalBytes)
            }
            let local = try LocalRecord(bytes, for: central, before: end.directory.lowerBound)
            extents.append(local.extent)
            entries.append(ZipEntry(central, local, index: index))
        }
        guard position == end.directory.upperBound else { throw .badDirectory(offset: position) }
        try Self.checkNoOverlap(entries, extents)
        self.entries = entries
        self.bytes = bytes
    }

    /// The entry of that exact name.
    package func entry(named name: String) -> ZipEntry? { entries.first { $0.name == name } }

    /// The unpacked bytes of an entry of this archive. Never more than `entry.size` bytes are
    /// unpacked, and exactly so many are returned, with the right checksum, or it throws.
    package func contents(of entry: ZipEntry) throws(ZipError) -> [UInt8] {
        guard entries.indices.contains(entry.index), entries[entry.index] == entry else {
            throw .foreignEntry(entry.name)
        }
        let packed = bytes[entry.data]
        let contents: [UInt8]
        switch entry.method {
        case .stored: contents = Array(packed)
        case .deflate: contents = try Self.inflate(packed, of: entry)
        }
        guard CRC32.of(contents) == entry.crc32 else { throw .wrongChecksum(entry.name) }
        return contents
    }

    /// Unpacks every entry, one at a time, and checks its size and checksum.
    package func verify() throws(ZipError) {
        for entry in entries { _ = try contents(of: entry) }
    }

    private static func inflate(
        _ packed: ArraySlice<UInt8>, of entry: ZipEntry
    ) throws(ZipError) -> [UInt8] {
        let inflation: Inflation
        do {
            inflation = try Inflation(packed, atMost: entry.size)
        } catch .tooLarge {
            throw .wrongSize(entry.name, expected: entry.size)
        } catch {
            throw .corruptData(entry.name)
        }
        guard inflation.bytes.count == entry.size, inflation.consumed == packed.count else {
            throw .wrongSize(entry.name, expected: entry.size)
        }
        return inflation.bytes
    }

    /// Entries that share bytes are how a small archive becomes an endless one.
    private static func checkNoOverlap(
        _ entries: [ZipEntry], _ extents: [Range<Int>]
    ) throws(ZipError) {
        var reached = 0
        for index in extents.indices.sorted(by: { extents[$0].lowerBound < extents[$1].lowerBound })
        {
            guard extents[index].lowerBound >= reached else {
                throw .overlap(entries[index].name)
            }
            reached = extents[index].upperBound
        }
    }
}

extension ZipEntry {
    fileprivate init(_ central: CentralRecord, _ local: LocalRecord, index: Int) {
        name = central.name
        isSafeName = central.isSafeName
        isDirectory = central.isDirectory
        size = central.size
        compressedSize = central.compressedSize
        crc32 = central.crc32
        method = central.method
        data = local.data
        self.index = index
    }
}
