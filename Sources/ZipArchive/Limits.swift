// Every limit of reading archives in one place, each with its reason. A caller may pass its own.

/// How much an archive may ask of this process. A ZIP comes from outside and says itself how large
/// it is, so each of its claims is held against a number of ours before memory is spent on it.
package struct ArchiveLimits: Hashable, Sendable {
    /// Bytes of the archive itself, which is held in memory.
    package var archiveBytes: Int
    /// Entries of the directory.
    package var entries: Int
    /// Uncompressed bytes of one entry.
    package var entryBytes: Int
    /// Uncompressed bytes of all entries together.
    package var totalBytes: Int
    /// Bytes of an entry's name.
    package var nameBytes: Int
    /// The most times that an entry may grow when it is inflated. Entries up to a megabyte are not
    /// judged: a small repetitive file compresses well and costs nothing.
    package var compressionRatio: Int

    /// The defaults: an API order's codes are a few kilobytes each and a workbook's parts a few
    /// megabytes, so these are an order of magnitude above any honest archive that is seen here.
    package init(
        archiveBytes: Int = 128 << 20,
        entries: Int = 20_000,
        entryBytes: Int = 64 << 20,
        totalBytes: Int = 256 << 20,
        nameBytes: Int = 1_024,
        compressionRatio: Int = 200
    ) {
        self.archiveBytes = archiveBytes
        self.entries = entries
        self.entryBytes = entryBytes
        self.totalBytes = totalBytes
        self.nameBytes = nameBytes
        self.compressionRatio = compressionRatio
    }

    /// The defaults.
    package static let standard = ArchiveLimits()

    /// Uncompressed bytes up to which an entry's ratio is not judged.
    static let ratioFreeBytes = 1 << 20
    /// Members of a gzip file. Parallel writers cut one per 64 KiB, which is 16,384 in a gibibyte.
    static let gzipMembers = 65_536
    /// Bytes inflated at a time: more saves nothing, less costs calls.
    static let chunkBytes = 64 << 10
    /// Characters of an entry's name that an error repeats.
    static let quotedCharacters = 120
}
