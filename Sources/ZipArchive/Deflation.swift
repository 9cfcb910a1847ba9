// Packing bytes as one deflate stream.

import CZlib

enum Deflation {
    /// A window of so many bits holds what is called short here.
    private static let shortWindowBits: Int32 = 11

    /// The bytes as a raw deflate stream (RFC 1951) of zlib's level 6, or nil when that is not
    /// smaller, in which case they are better stored. The same bytes always give the same stream.
    ///
    /// zlib clears a quarter of a megabyte for each stream. What is short needs neither a window
    /// that is longer than itself nor tables for more symbols than it has bytes.
    static func smaller(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 1, bytes.count <= Int(UInt32.max) else { return nil }
        // Only a smaller stream is wanted, so there is no room for any other.
        var output = [UInt8](repeating: 0, count: bytes.count - 1)
        var stream = unsafe z_stream()
        let produced: Int? = unsafe withUnsafeMutablePointer(to: &stream) { stream in
            let size = unsafe Int32(MemoryLayout<z_stream>.size)
            let level = Z_DEFAULT_COMPRESSION
            let isShort = bytes.count <= 1 << shortWindowBits
            let window = isShort ? shortWindowBits : MAX_WBITS
            let memory: Int32 = isShort ? 4 : 8
            guard
                unsafe deflateInit2_(
                    stream, level, Z_DEFLATED, -window, memory, Z_DEFAULT_STRATEGY,
                    ZLIB_VERSION, size) == Z_OK
            else { return nil }
            defer { unsafe _ = deflateEnd(stream) }
            return unsafe bytes.withUnsafeBufferPointer { input in
                unsafe output.withUnsafeMutableBufferPointer { output in
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(
                        mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(output.count)
                    guard unsafe deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
                    return unsafe output.count - Int(stream.pointee.avail_out)
                }
            }
        }
        guard let produced else { return nil }
        output.removeLast(output.count - produced)
        return output
    }
}
