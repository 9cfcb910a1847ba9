// One entry as the header before its own data describes it.

/// A local file header (APPNOTE.TXT 4.3.7) and what follows it, found to agree with the directory.
/// Readers that trust one place and readers that trust the other then see the same entry.
struct LocalRecord {
    static let signature: UInt32 = 0x0403_4b50
    static let size = 30
    static let descriptorSignature: UInt32 = 0x0807_4b50

    /// Where the packed data is.
    let data: Range<Int>
    /// The data with its header before and its descriptor, if any, behind.
    let extent: Range<Int>

    /// Reads the header that `central` points to; the directory begins at `limit`.
    init(_ bytes: [UInt8], for central: CentralRecord, before limit: Int) throws(ZipError) {
        let start = central.localOffset
        let nameStart = start + Self.size
        guard nameStart <= limit, bytes.uint32(at: start) == Self.signature else {
            throw .headersDisagree(central.name)
        }
        let nameEnd = nameStart + Int(bytes.uint16(at: start + 26))
        let dataStart = nameEnd + Int(bytes.uint16(at: start + 28))
        let dataEnd = dataStart + central.compressedSize
        guard dataEnd <= limit,
            let hasZip64 = ExtraFields.containZip64(bytes, in: nameEnd..<dataStart)
        else { throw .headersDisagree(central.name) }
        guard !hasZip64 else { throw .zip64 }

        let watched = CentralRecord.encryptionFlags | CentralRecord.descriptorFlag
        guard bytes.uint16(at: start + 6) & watched == central.flags & watched,
            bytes.uint16(at: start + 8) == central.method.rawValue,
            bytes[nameStart..<nameEnd] == central.nameBytes,
            Self.numbersAgree(bytes, at: start + 14, central, orBlank: central.hasDescriptor)
        else { throw .headersDisagree(central.name) }

        data = dataStart..<dataEnd
        var end = dataEnd
        if central.hasDescriptor {
            end += try Self.descriptorSize(bytes, at: dataEnd, before: limit, central)
        }
        extent = start..<end
    }

    /// A descriptor is three numbers, before which most writers put a signature.
    private static func descriptorSize(
        _ bytes: [UInt8], at position: Int, before limit: Int, _ central: CentralRecord
    ) throws(ZipError) -> Int {
        if position + 16 <= limit, bytes.uint32(at: position) == descriptorSignature,
            numbersAgree(bytes, at: position + 4, central)
        {
            return 16
        }
        guard position + 12 <= limit, numbersAgree(bytes, at: position, central) else {
            throw .headersDisagree(central.name)
        }
        return 12
    }

    /// Whether checksum, packed size and size are those of the directory. A writer that did not
    /// know one of them yet left it zero and wrote a descriptor.
    private static func numbersAgree(
        _ bytes: [UInt8], at position: Int, _ central: CentralRecord, orBlank: Bool = false
    ) -> Bool {
        func agrees(_ number: UInt32, _ expected: Int) -> Bool {
            Int(number) == expected || orBlank && number == 0
        }
        return agrees(bytes.uint32(at: position), Int(central.crc32))
            && agrees(bytes.uint32(at: position + 4), central.compressedSize)
            && agrees(bytes.uint32(at: position + 8), central.size)
    }
}
