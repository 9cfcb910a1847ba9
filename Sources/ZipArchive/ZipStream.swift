// Builds a ZIP archive piece by piece, so that a large one never has to be in memory.

/// A ZIP archive in the making. Each piece is to be written behind the one before it; only the
/// directory is kept. The same entries in the same order give the same bytes.
///
/// Entries are plain files of mode 0600 with UTF-8 names. Beyond 4 GiB or 65,534 entries the
/// directory is written as ZIP64 (APPNOTE.TXT 4.3.14), where that is allowed.
package struct ZipStream: Sendable {
    private static let plainVersion: UInt16 = 20
    private static let zip64Version: UInt16 = 45
    /// Made on Unix, so that the mode in the attributes is understood.
    private static let unix: UInt16 = 3 << 8
    private static let utf8Flag: UInt16 = 1 << 11
    private static let attributes: UInt32 = 0o100600 << 16
    /// All ones stand for "see the ZIP64 record".
    private static let mostEntries = Int(UInt16.max) - 1
    private static let mostBytes = Int(UInt32.max) - 1

    private let modified: ZipTimestamp
    private let allowsZip64: Bool
    private var length = 0
    private var directory: [UInt8] = []
    private var names: Set<String> = []

    /// An empty archive whose entries all get one timestamp.
    package init(modified: ZipTimestamp = .earliest, allowsZip64: Bool = true) {
        self.modified = modified
        self.allowsZip64 = allowsZip64
    }

    /// The piece of one file. With `compress` it is deflated unless that would make it no smaller.
    /// Throws `duplicateName`, `unsafeName` (see `ZipEntry.isSafeName`) or `archiveFull` (a file of
    /// 4 GiB; without ZIP64 also the whole), and is then as it was before.
    package mutating func add(
        name: String, contents: [UInt8], compress: Bool = true
    ) throws(ZipError) -> [UInt8] {
        guard EntryName.isSafe(name), name.utf8.count <= Int(UInt16.max) else {
            throw .unsafeName(name)
        }
        guard contents.count <= Self.mostBytes, allowsZip64 || names.count < Self.mostEntries else {
            throw .archiveFull(name)
        }
        let packed = compress ? Deflation.smaller(contents) : nil
        let method: CompressionMethod = packed == nil ? .stored : .deflate
        let data = packed ?? contents
        let headers = LocalRecord.size + CentralRecord.size + 2 * name.utf8.count
        guard
            allowsZip64
                || length + directory.count + headers + data.count + EndRecord.size
                    <= Self.mostBytes
        else { throw .archiveFull(name) }
        guard names.insert(name).inserted else { throw .duplicateName(name) }

        let isFar = length > Self.mostBytes
        // Both headers share these fields, in this order.
        var shared: [UInt8] = []
        shared.append(littleEndian: isFar ? Self.zip64Version : Self.plainVersion)
        shared.append(littleEndian: Self.utf8Flag)
        shared.append(littleEndian: method.rawValue)
        shared.append(littleEndian: modified.time)
        shared.append(littleEndian: modified.date)
        shared.append(littleEndian: CRC32.of(contents))
        shared.append(littleEndian: UInt32(data.count))
        shared.append(littleEndian: UInt32(contents.count))
        shared.append(littleEndian: UInt16(name.utf8.count))

        directory.append(littleEndian: CentralRecord.signature)
        directory.append(littleEndian: Self.unix | Self.plainVersion)
        directory += shared
        directory.append(littleEndian: UInt16(isFar ? 12 : 0))  // extra fields
        directory.append(littleEndian: UInt16(0))  // comment
        directory.append(littleEndian: UInt16(0))  // volume
        directory.append(littleEndian: UInt16(0))  // internal attributes
        directory.append(littleEndian: Self.attributes)
        directory.append(littleEndian: isFar ? UInt32.max : UInt32(length))
        directory += name.utf8
        if isFar {
            directory.append(littleEndian: UInt16(1))  // ZIP64
            directory.append(littleEndian: UInt16(8))
            directory.append(littleEndian: UInt64(length))
        }

        var piece: [UInt8] = []
        piece.reserveCapacity(LocalRecord.size + name.utf8.count + data.count)
        piece.append(littleEndian: LocalRecord.signature)
        piece += shared
        piece.append(littleEndian: UInt16(0))  // extra fields
        piece += name.utf8
        piece += data
        length += piece.count
        return piece
    }

    /// The last piece: the directory. The stream may go on if it is not written.
    package func finish() -> [UInt8] {
        var end = directory
        let isLarge =
            names.count > Self.mostEntries || length > Self.mostBytes
            || directory.count > Self.mostBytes
        if isLarge { appendZip64(to: &end) }
        let count = isLarge ? UInt16.max : UInt16(names.count)
        end.append(littleEndian: EndRecord.signature)
        end.append(littleEndian: UInt16(0))  // volume
        end.append(littleEndian: UInt16(0))  // volume of the directory
        end.append(littleEndian: count)
        end.append(littleEndian: count)
        end.append(littleEndian: isLarge ? UInt32.max : UInt32(directory.count))
        end.append(littleEndian: isLarge ? UInt32.max : UInt32(length))
        end.append(littleEndian: UInt16(0))  // comment
        return end
    }

    private func appendZip64(to end: inout [UInt8]) {
        let place = UInt64(length + directory.count)
        end.append(littleEndian: UInt32(0x0606_4b50))
        end.append(littleEndian: UInt64(44))  // the rest of this record
        end.append(littleEndian: Self.unix | Self.zip64Version)
        end.append(littleEndian: Self.zip64Version)
        end.append(littleEndian: UInt32(0))  // volume
        end.append(littleEndian: UInt32(0))  // volume of the directory
        end.append(littleEndian: UInt64(names.count))
        end.append(littleEndian: UInt64(names.count))
        end.append(littleEndian: UInt64(directory.count))
        end.append(littleEndian: UInt64(length))
        end.append(littleEndian: EndRecord.zip64LocatorSignature)
        end.append(littleEndian: UInt32(0))  // volume of the record above
        end.append(littleEndian: place)
        end.append(littleEndian: UInt32(1))  // volumes
    }
}
