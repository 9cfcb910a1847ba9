// The checksum of ZIP, gzip and PNG.

import CZlib

/// CRC-32 as ISO 3309 defines it (polynomial 0xEDB88320, reflected).
package enum CRC32 {
    package static func of(_ bytes: [UInt8]) -> UInt32 { of(bytes[...]) }

    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        // An empty buffer may have no address, and zlib answers that with its own start value.
        guard !bytes.isEmpty else { return 0 }
        return unsafe bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: unsafe crc32_z(0, $0.baseAddress, $0.count))
        }
    }
}
