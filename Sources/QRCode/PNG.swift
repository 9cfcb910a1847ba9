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

    /// A zlib stream. Scanlines of a QR code repeat within a few rows, so a small window finds what
    /// a large one would, and clearing a large one for every image would be most of the work: with
    /// these settings an image takes a sixth of the time and is 200 bytes larger.
    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        // zlib remembers the address of its stream, so one pointer serves for the whole of it.
        var stream = unsafe z_stream()
        return unsafe withUnsafeMutablePointer(to: &stream) { stream in
            let started = unsafe deflateInit2_(
                stream, QRLimits.pngLevel, Z_DEFLATED, QRLimits.pngWindowBits,
                QRLimits.pngMemoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size))
            // It fails for want of memory alone, which ends a Swift program anyway.
            precondition(started == Z_OK, "zlib could not start")
            defer { unsafe _ = deflateEnd(stream) }
            var output = [UInt8](
                repeating: 0, count: unsafe Int(deflateBound(stream, uLong(bytes.count))))
            let ended = unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe bytes.withUnsafeBufferPointer { input in
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(
                        mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(output.count)
                    return unsafe deflate(stream, Z_FINISH)
                }
            }
            precondition(ended == Z_STREAM_END, "zlib needs more room than it said is enough")
            output.removeLast(unsafe output.count - Int(stream.pointee.total_out))
            return output
        }
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
