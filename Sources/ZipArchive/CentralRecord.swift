// One entry as the directory at the end of the archive describes it.

/// A central directory header (APPNOTE.TXT 4.3.12), checked against the limits.
struct CentralRecord {
    static let signature: UInt32 = 0x0201_4b50
    static let size = 46

    /// Flag bits of APPNOTE.TXT 4.4.4.
    static let descriptorFlag: UInt16 = 1 << 3
    /// Encrypted, strongly encrypted, and directory masked by encryption.
    static let encryptionFlags: UInt16 = 1 << 0 | 1 << 6 | 1 << 13

    let name: String
    let nameBytes: ArraySlice<UInt8>
    let flags: UInt16
    let method: CompressionMethod
    let crc32: UInt32
    let compressedSize: Int
    let size: Int
    let externalAttributes: UInt32
    let localOffset: Int
    /// Where the next record begins.
    let end: Int

    /// Reads the record at `position` of a directory that ends at `limit`.
    init(
        _ bytes: [UInt8], at position: Int, before limit: Int, limits: ArchiveLimits
    ) throws(ZipError) {
        let nameStart = position + Self.size
        guard nameStart <= limit, bytes.uint32(at: position) == Self.signature else {
            throw .badDirectory(offset: position)
        }
        let nameEnd = nameStart + Int(bytes.uint16(at: position + 28))
        let extraEnd = nameEnd + Int(bytes.uint16(at: position + 30))
        end = extraEnd + Int(bytes.uint16(at: position + 32))
        guard end <= limit else { throw .badDirectory(offset: position) }
        guard nameEnd > nameStart, nameEnd - nameStart <= limits.nameBytes else {
            throw .badName(
                offset: nameStart, bytes: nameEnd - nameStart, limit: limits.nameBytes)
        }
        nameBytes = bytes[nameStart..<nameEnd]
        name = String(decoding: nameBytes, as: UTF8.self)

        flags = bytes.uint16(at: position + 8)
        crc32 = bytes.uint32(at: position + 16)
        externalAttributes = bytes.uint32(at: position + 38)
        let compressedSize = bytes.uint32(at: position + 20)
        let size = bytes.uint32(at: position + 24)
        let offset = bytes.uint32(at: position + 42)
        let volume = bytes.uint16(at: position + 34)
        guard let hasZip64 = ExtraFields.containZip64(bytes, in: nameEnd..<extraEnd) else {
            throw .badDirectory(offset: nameEnd)
        }
        guard !hasZip64, compressedSize != .max, size != .max, offset != .max, volume != .max
        else { throw .zip64 }
        guard volume == 0 else { throw .severalVolumes }
        guard flags & Self.encryptionFlags == 0 else { throw .encrypted(name) }
        let number = bytes.uint16(at: position + 10)
        guard let method = CompressionMethod(rawValue: number) else {
            throw .unsupportedMethod(name, method: number)
        }
        self.method = method
        self.compressedSize = Int(compressedSize)
        self.size = Int(size)
        localOffset = Int(offset)
        try checkSize(limits)
    }

    private func checkSize(_ limits: ArchiveLimits) throws(ZipError) {
        guard size <= limits.entryBytes else {
            throw .entryTooLarge(name, bytes: size, limit: limits.entryBytes)
        }
        if method == .stored, size != compressedSize {
            throw .wrongSize(name, expected: size)
        }
        if size > ArchiveLimits.ratioFreeBytes,
            size / max(1, limits.compressionRatio) >= max(compressedSize, 1)
        {
            throw .ratioTooHigh(name, limit: limits.compressionRatio)
        }
    }

    var hasDescriptor: Bool { flags & Self.descriptorFlag != 0 }

    /// Whether this is a folder: by its name, or by the DOS or Unix bits of its attributes.
    var isDirectory: Bool {
        nameBytes.last == UInt8(ascii: "/") || externalAttributes & 0x10 != 0
            || fileType == 0o040000
    }

    /// Whether the name may become a file name: valid, staying inside, and that of a plain file,
    /// not of a folder, a link or a device.
    var isSafeName: Bool {
        !isDirectory && (fileType == 0 || fileType == 0o100000)
            && String(validating: nameBytes, as: UTF8.self) != nil && EntryName.isSafe(name)
    }

    /// The file type of the Unix mode, which Unix writers keep in the upper half.
    private var fileType: UInt32 { externalAttributes >> 16 & 0o170000 }
}
