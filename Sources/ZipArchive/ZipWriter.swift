// Builds a ZIP archive in memory, the same bytes for the same contents.

/// A ZIP archive in the making. Entries are plain files of mode 0600, as what they hold is usually
/// a credential; names are UTF-8.
package struct ZipWriter: Sendable {
    private var stream: ZipStream
    private var bytes: [UInt8] = []

    /// An empty archive whose entries all get one timestamp.
    package init(modified: ZipTimestamp = .earliest) {
        stream = ZipStream(modified: modified, allowsZip64: false)
    }

    /// Adds one file. With `compress` it is deflated unless that would make it no smaller. Throws
    /// `duplicateName`, `unsafeName` (see `ZipEntry.isSafeName`) or `archiveFull` (4 GiB, 65,534
    /// entries) and is then as it was before.
    package mutating func add(
        name: String, contents: [UInt8], compress: Bool = true
    ) throws(ZipError) {
        bytes += try stream.add(name: name, contents: contents, compress: compress)
    }

    /// The whole archive. The writer may go on after it.
    package func finish() -> [UInt8] { bytes + stream.finish() }
}
