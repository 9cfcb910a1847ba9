// One look at every byte of a text: whether it is UTF-8 and has no NUL.

import CByteScan
import Orders

/// What is wrong with a text's bytes. ASCII is passed over 64 bytes at once; what is beyond
/// it is looked at by the standard library.
struct TextScan {
    /// The first byte that is not a part of well-formed UTF-8.
    private(set) var firstInvalid: Int?
    private(set) var firstNUL: Int?

    /// Whether it is UTF-8 without a NUL.
    var isClean: Bool { firstInvalid == nil && firstNUL == nil }

    init(_ bytes: Span<UInt8>) {
        var index = 0
        while true {
            index = Self.unusual(from: index, in: bytes)
            guard index < bytes.count else { return }
            if bytes[index] == 0 {
                if firstNUL == nil { firstNUL = index }
                index += 1
                continue
            }
            // No character is partly ASCII, so what stands between ASCII is judged alone.
            var end = index + 1
            while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
            if firstInvalid == nil {
                firstInvalid = Self.firstInvalid(of: bytes.extracting(index..<end)).map {
                    index + $0
                }
            }
            index = end
        }
    }

    /// The next byte that is NUL or not ASCII, or the number of bytes.
    private static func unusual(from start: Int, in bytes: Span<UInt8>) -> Int {
        var index = start
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            while index + ByteScanner.width <= buffer.count,
                unsafe esimbatch_has_unusual(base + index) == 0
            {
                index += ByteScanner.width
            }
        }
        while index < bytes.count, bytes[index] &- 1 < 0x7F { index += 1 }
        return index
    }

    private static func firstInvalid(of bytes: Span<UInt8>) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
