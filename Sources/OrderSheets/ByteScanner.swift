// Finds the next of a few bytes by looking at 64 at once: most of a sheet is text between them.

import CByteScan
import Orders

/// Looks for any of four bytes.
struct ByteScanner {
    private let wanted: (UInt8, UInt8, UInt8, UInt8)
    /// How many bytes are looked at once.
    static let width = 64

    init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        wanted = (first, second, third, fourth)
    }

    /// What ends a line.
    static let lineEnds = ByteScanner(
        UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// The first place from `start` on where one of the bytes stands, or the number of bytes.
    func next(from start: Int, in bytes: Span<UInt8>) -> Int {
        var walk = Walk(self, from: start, in: bytes)
        return walk.next(in: bytes)
    }

    /// Goes from each place where one of the bytes stands to the next.
    struct Walk {
        private let scanner: ByteScanner
        /// The first of the bytes that were looked at last.
        private var base: Int
        /// A bit for each of them that is a hit and was not yet returned.
        private var hits: UInt64

        init(_ scanner: ByteScanner, from start: Int, in bytes: Span<UInt8>) {
            self.scanner = scanner
            base = start
            hits = scanner.hits(at: start, in: bytes)
        }

        /// The next place, or the number of bytes. They are the same for every call.
        @inline(__always)
        mutating func next(in bytes: Span<UInt8>) -> Int {
            while hits == 0 {
                guard base + ByteScanner.width < bytes.count else { return bytes.count }
                base += ByteScanner.width
                hits = scanner.hits(at: base, in: bytes)
            }
            defer { hits &= hits &- 1 }
            return base + hits.trailingZeroBitCount
        }
    }

    @inline(__always)
    private func hits(at index: Int, in bytes: Span<UInt8>) -> UInt64 {
        guard index + Self.width <= bytes.count else { return lastHits(at: index, in: bytes) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe esimbatch_equal_to_any(
                base + index, wanted.0, wanted.1, wanted.2, wanted.3)
        }
    }

    /// For the last bytes, too few to be looked at once.
    private func lastHits(at index: Int, in bytes: Span<UInt8>) -> UInt64 {
        var hits: UInt64 = 0
        for place in index..<max(index, bytes.count) {
            let byte = bytes[place]
            if byte == wanted.0 || byte == wanted.1 || byte == wanted.2 || byte == wanted.3 {
                hits |= 1 << UInt64(place - index)
            }
        }
        return hits
    }
}
