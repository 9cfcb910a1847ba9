// Unpacking one deflate stream, never beyond what the caller allows.

import CZlib

/// What one raw deflate stream (RFC 1951) unpacked to.
struct Inflation {
    let bytes: [UInt8]
    /// How many bytes of the input the stream took; what follows is not part of it.
    let consumed: Int

    /// Inflates the stream at the start of `input`. At most `limit` bytes and one more are ever
    /// produced, so a bomb costs no more memory than the limit.
    init(_ input: ArraySlice<UInt8>, atMost limit: Int) throws(InflateError) {
        // zlib remembers the address of its stream, so one pointer serves for the whole of it.
        var stream = unsafe z_stream()
        (bytes, consumed) = try unsafe withUnsafeMutablePointer(to: &stream) {
            (stream) throws(InflateError) in
            let version = ZLIB_VERSION
            let size = unsafe Int32(MemoryLayout<z_stream>.size)
            // Negative window bits: no zlib header, as ZIP and gzip have their own.
            guard unsafe inflateInit2_(stream, -MAX_WBITS, version, size) == Z_OK else {
                throw .noMemory
            }
            defer { unsafe _ = inflateEnd(stream) }
            return try unsafe input.withUnsafeBufferPointer {
                (input) throws(InflateError) in
                try unsafe Self.run(stream, input, atMost: limit)
            }
        }
    }

    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeBufferPointer<UInt8>,
        atMost limit: Int
    ) throws(InflateError) -> ([UInt8], Int) {
        var output: [UInt8] = []
        // A small entry needs no large chunk, which would be cleared for every one of them.
        let chunkBytes =
            limit < ArchiveLimits.chunkBytes ? max(0, limit) + 1 : ArchiveLimits.chunkBytes
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        var fed = 0
        while true {
            if unsafe stream.pointee.avail_in == 0, fed < input.count, let base = input.baseAddress
            {
                let part = min(input.count - fed, Int(UInt32.max))
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: base + fed)
                unsafe stream.pointee.avail_in = UInt32(part)
                fed += part
            }
            // One byte beyond the limit tells "too large" from "exactly full".
            let left = max(0, limit) - output.count
            let room = left < chunk.count ? left + 1 : chunk.count
            let code = unsafe chunk.withUnsafeMutableBufferPointer { buffer in
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = UInt32(room)
                return unsafe inflate(stream, Z_NO_FLUSH)
            }
            let produced = unsafe room - Int(stream.pointee.avail_out)
            output.append(contentsOf: chunk[..<produced])
            guard output.count <= max(0, limit) else { throw .tooLarge }
            switch code {
            case Z_STREAM_END: return unsafe (output, fed - Int(stream.pointee.avail_in))
            case Z_OK: continue
            case Z_BUF_ERROR: throw .truncated
            case Z_MEM_ERROR: throw .noMemory
            default: throw .corrupt
            }
        }
    }
}
