// Puts a PNG file together from its chunks.

import CZlib

/// A greyscale PNG of one bit per pixel (W3C PNG, third edition): signature, IHDR, IDAT, IEND.
enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// The file for scanlines that are packed and filtered already: each is its filter's number and
    /// then its pixels, eight to a byte, the leftmost highest, 1 for white.
    static func file(width: Int, height: Int, scanlines: [UInt8]) -> [UInt8] {
        var header = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
        header += [
            1,  // bit depth
            0,  // greyscale
            0,  // deflate
            0,  // the five filters
            0,  // not interlaced
        ]
        return signature + chunk("IHDR", header) + chunk("IDAT", compressed(scanlines))
            + chunk("IEND", [])
    }

    private static func chunk(_ type: StaticString, _ data: [UInt8]) -> [UInt8] {
        let checked = Array(type.description.utf8) + data
        let checksum = unsafe checked.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: unsafe crc32_z(0, $0.baseAddress, $0.count))
        }
        return bigEndian(UInt32(data.count)) + checked + bigEndian(checksum)
    }

    /// A zlib stream. The room is what zlib says is always enough, so it cannot fail but for want
    /// of memory, which ends a Swift program anyway.
    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(count))
        let code = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe compress2(
                    output.baseAddress, &count, input.baseAddress, uLong(input.count),
                    Z_DEFAULT_COMPRESSION)
            }
        }
        precondition(code == Z_OK, "zlib could not compress into the room that it asked for")
        output.removeLast(output.count - Int(count))
        return output
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
