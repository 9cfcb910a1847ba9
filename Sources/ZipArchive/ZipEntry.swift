// What a caller sees of one entry.

/// One entry of a `ZipReader`, as the archive describes it and as the limits allow it.
package struct ZipEntry: Hashable, Sendable {
    /// The name as the archive has it, read as UTF-8; bytes that are not become U+FFFD. This is
    /// data: ask `isSafeName` before it becomes part of a path.
    package let name: String
    /// Whether the name is a relative path of a plain file that stays inside its folder.
    package let isSafeName: Bool
    package let isDirectory: Bool
    /// Bytes after and before unpacking.
    package let size: Int
    package let compressedSize: Int
    package let crc32: UInt32

    let method: CompressionMethod
    /// Where the packed data is in the archive.
    let data: Range<Int>
    /// The entry's place among the reader's entries.
    let index: Int
}
