// Unpacks gzip data that is held in memory.

/// gzip as RFC 1952 defines it, with any number of members one after another.
package enum Gzip {
    private static let trailerSize = 8

    /// Whether the bytes begin as gzip does.
    package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: GzipHeader.magic) }

    /// All members unpacked and joined. Each member's checksum and length are checked, and never
    /// more than `limit` bytes in all are unpacked. Zeros after the last member are passed over, as
    /// tape drives leave them; anything else there is refused.
    package static func inflate(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        guard isGzip(bytes) else {
            throw bytes.isEmpty || GzipHeader.magic.starts(with: bytes) ? .truncated : .notGzip
        }
        var output: [UInt8] = []
        var position = 0
        var members = 0
        while bytes[position...].starts(with: GzipHeader.magic) {
            members += 1
            guard members <= ArchiveLimits.gzipMembers else {
                throw .tooManyMembers(limit: ArchiveLimits.gzipMembers)
            }
            let header = try GzipHeader(bytes, at: position)
            let inflation = try inflation(
                bytes[header.end...], atMost: limit - output.count, of: limit)
            let trailer = header.end + inflation.consumed
            guard trailer + trailerSize <= bytes.count else { throw .truncated }
            guard bytes.uint32(at: trailer) == CRC32.of(inflation.bytes) else {
                throw .wrongChecksum
            }
            guard
                bytes.uint32(at: trailer + 4) == UInt32(truncatingIfNeeded: inflation.bytes.count)
            else { throw .wrongSize }
            // The first member is usually the only one, and then it is not copied.
            if output.isEmpty { output = inflation.bytes } else { output += inflation.bytes }
            position = trailer + trailerSize
        }
        guard bytes[position...].allSatisfy({ $0 == 0 }) else { throw .trailingBytes }
        return output
    }

    private static func inflation(
        _ packed: ArraySlice<UInt8>, atMost room: Int, of limit: Int
    ) throws(GzipError) -> Inflation {
        do {
            return try Inflation(packed, atMost: room)
        } catch .tooLarge {
            throw .tooLarge(limit: limit)
        } catch .truncated {
            throw .truncated
        } catch {
            throw .corruptData
        }
    }
}
