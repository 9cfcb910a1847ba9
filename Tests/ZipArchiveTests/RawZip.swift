// Puts archives together that no honest writer would make.

import Testing

@testable import ZipArchive

/// One entry with every field open to lies. What is not set is what an honest writer would say.
struct RawEntry {
    enum Descriptor { case none, signed, plain }

    var name: [UInt8]
    var localName: [UInt8]?
    var flags: UInt16 = 0
    var localFlags: UInt16?
    var method: UInt16 = 0
    var localMethod: UInt16?
    var data: [UInt8]
    var crc32: UInt32
    var compressedSize: UInt32
    var size: UInt32
    var localCRC32: UInt32?
    var descriptor = Descriptor.none
    var attributes: UInt32 = 0
    var extra: [UInt8] = []
    var localExtra: [UInt8] = []
    var offset: UInt32?
    var volume: UInt16 = 0

    /// A stored entry.
    init(_ name: String, _ contents: [UInt8] = Array("contents".utf8)) {
        self.name = Array(name.utf8)
        data = contents
        crc32 = CRC32.of(contents)
        compressedSize = UInt32(contents.count)
        size = UInt32(contents.count)
    }

    /// A deflated entry of `contents`.
    static func deflated(_ name: String, _ contents: [UInt8]) throws -> RawEntry {
        var entry = RawEntry(name, contents)
        entry.data = try #require(Deflation.smaller(contents))
        entry.method = 8
        entry.compressedSize = UInt32(entry.data.count)
        return entry
    }
}

/// A whole archive of such entries.
struct RawZip {
    var entries: [RawEntry]
    var prefix: [UInt8] = []
    var comment: [UInt8] = []
    var beforeEnd: [UInt8] = []
    var afterEnd: [UInt8] = []
    var entryCount: UInt16?
    var volume: UInt16 = 0
    var directoryOffset: UInt32?
    var directorySize: UInt32?

    init(_ entries: [RawEntry]) { self.entries = entries }

    var bytes: [UInt8] {
        var bytes = prefix
        var directory: [UInt8] = []
        for entry in entries {
            directory += entry.central(at: entry.offset ?? UInt32(bytes.count))
            bytes += entry.local
        }
        let directoryStart = bytes.count
        bytes += directory + beforeEnd
        bytes.append(littleEndian: EndRecord.signature)
        bytes.append(littleEndian: volume)
        bytes.append(littleEndian: volume)
        bytes.append(littleEndian: entryCount ?? UInt16(entries.count))
        bytes.append(littleEndian: entryCount ?? UInt16(entries.count))
        bytes.append(littleEndian: directorySize ?? UInt32(directory.count + beforeEnd.count))
        bytes.append(littleEndian: directoryOffset ?? UInt32(directoryStart))
        bytes.append(littleEndian: UInt16(comment.count))
        return bytes + comment + afterEnd
    }
}

extension RawEntry {
    fileprivate var local: [UInt8] {
        let isStreamed = descriptor != .none
        let name = localName ?? self.name
        var bytes: [UInt8] = []
        bytes.append(littleEndian: LocalRecord.signature)
        bytes.append(littleEndian: UInt16(20))
        bytes.append(littleEndian: (localFlags ?? flags) | (isStreamed ? 8 : 0))
        bytes.append(littleEndian: localMethod ?? method)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: isStreamed ? 0 : localCRC32 ?? crc32)
        bytes.append(littleEndian: isStreamed ? 0 : compressedSize)
        bytes.append(littleEndian: isStreamed ? 0 : size)
        bytes.append(littleEndian: UInt16(name.count))
        bytes.append(littleEndian: UInt16(localExtra.count))
        bytes += name + localExtra + data
        guard isStreamed else { return bytes }
        if descriptor == .signed { bytes.append(littleEndian: LocalRecord.descriptorSignature) }
        bytes.append(littleEndian: localCRC32 ?? crc32)
        bytes.append(littleEndian: compressedSize)
        bytes.append(littleEndian: size)
        return bytes
    }

    fileprivate func central(at offset: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: CentralRecord.signature)
        bytes.append(littleEndian: UInt16(3 << 8 | 20))
        bytes.append(littleEndian: UInt16(20))
        bytes.append(littleEndian: flags | (descriptor == .none ? 0 : 8))
        bytes.append(littleEndian: method)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: crc32)
        bytes.append(littleEndian: compressedSize)
        bytes.append(littleEndian: size)
        bytes.append(littleEndian: UInt16(name.count))
        bytes.append(littleEndian: UInt16(extra.count))
        bytes.append(littleEndian: UInt16(0))
        bytes.append(littleEndian: volume)
        bytes.append(littleEndian: UInt16(0))
        bytes.append(littleEndian: attributes)
        bytes.append(littleEndian: offset)
        return bytes + name + extra
    }
}
