// The header of a gzip member; only its length matters.

/// The header of one member (RFC 1952, 2.3). Name, comment and extra field are passed over.
struct GzipHeader {
    static let magic: [UInt8] = [0x1f, 0x8b]
    static let fixedSize = 10
    /// Flags of RFC 1952, 2.3.1; the upper three bits are reserved and must be zero.
    private static let checksumFlag: UInt8 = 1 << 1
    private static let extraFlag: UInt8 = 1 << 2
    private static let nameFlag: UInt8 = 1 << 3
    private static let commentFlag: UInt8 = 1 << 4
    private static let reservedFlags: UInt8 = 0xe0

    /// Where the deflate stream begins.
    let end: Int

    init(_ bytes: [UInt8], at start: Int) throws(GzipError) {
        guard start + Self.fixedSize <= bytes.count else { throw .truncated }
        let flags = bytes[start + 3]
        guard bytes[start + 2] == CompressionMethod.deflate.rawValue,
            flags & Self.reservedFlags == 0
        else { throw .badHeader }
        var position = start + Self.fixedSize
        if flags & Self.extraFlag != 0 {
            guard position + 2 <= bytes.count else { throw .truncated }
            position += 2 + Int(bytes.uint16(at: position))
        }
        for flag in [Self.nameFlag, Self.commentFlag] where flags & flag != 0 {
            guard position <= bytes.count, let zero = bytes[position...].firstIndex(of: 0) else {
                throw .truncated
            }
            position = zero + 1
        }
        if flags & Self.checksumFlag != 0 {
            guard position + 2 <= bytes.count else { throw .truncated }
            let checksum = UInt16(truncatingIfNeeded: CRC32.of(bytes[start..<position]))
            guard bytes.uint16(at: position) == checksum else { throw .badHeader }
            position += 2
        }
        guard position <= bytes.count else { throw .truncated }
        end = position
    }
}
