// The record at the very end of a ZIP: where its directory is.

/// The end of central directory record (APPNOTE.TXT 4.3.16), found and checked.
struct EndRecord {
    static let signature: UInt32 = 0x0605_4b50
    static let size = 22
    static let zip64LocatorSignature: UInt32 = 0x0706_4b50
    static let zip64LocatorSize = 20

    let entryCount: Int
    /// Where the central directory is; it ends where this record begins.
    let directory: Range<Int>

    /// Finds the one record whose comment reaches exactly to the end of the archive.
    init(in bytes: [UInt8]) throws(ZipError) {
        let last = bytes.count - Self.size
        guard last >= 0 else { throw .notAnArchive }
        var found: Int?
        // A comment has at most 65,535 bytes, so the record is nowhere before that.
        for position in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        where bytes.uint32(at: position) == Self.signature
            && Int(bytes.uint16(at: position + 20)) == last - position
        {
            guard found == nil else { throw .ambiguousEnd }
            found = position
        }
        guard let found else { throw .notAnArchive }
        try self.init(bytes, at: found)
    }

    private init(_ bytes: [UInt8], at position: Int) throws(ZipError) {
        let locator = position - Self.zip64LocatorSize
        if locator >= 0, bytes.uint32(at: locator) == Self.zip64LocatorSignature { throw .zip64 }
        let volume = bytes.uint16(at: position + 4)
        let directoryVolume = bytes.uint16(at: position + 6)
        let entriesHere = bytes.uint16(at: position + 8)
        let entries = bytes.uint16(at: position + 10)
        let size = bytes.uint32(at: position + 12)
        let offset = bytes.uint32(at: position + 16)
        // All ones stand for "see the ZIP64 record".
        guard
            volume != .max, directoryVolume != .max, entriesHere != .max, entries != .max,
            size != .max, offset != .max
        else { throw .zip64 }
        guard volume == 0, directoryVolume == 0, entriesHere == entries else {
            throw .severalVolumes
        }
        // Readers that forgive bytes before the archive disagree about where its entries are.
        guard Int(offset) + Int(size) == position else {
            throw .badDirectory(offset: Int(offset))
        }
        entryCount = Int(entries)
        directory = Int(offset)..<position
    }
}
