// The two ways of packing that are read and written.

/// A ZIP entry's method, by its number in APPNOTE.TXT 4.4.5.
enum CompressionMethod: UInt16, Sendable {
    case stored = 0
    case deflate = 8
}
