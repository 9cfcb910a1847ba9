// Puts one file where a person asked for it: whole or not at all, and over no other by accident.

import Crypto
package import Orders

/// A file of mode 0600 in its place.
package struct PlacedFile: Sendable {
    package enum Change: String, Sendable {
        case new, replaced
        /// The same bytes were there already.
        case unchanged
    }

    package let path: String
    package let change: Change
    /// Of the file's bytes, in lower-case hexadecimal.
    package let sha256: String

    /// Writes a file beside its place, syncs it and moves it there. Throws `PublishFailure` when
    /// something else is there and `replacing` is not set. The folder must exist.
    package init(_ bytes: [UInt8], at path: String, replacing: Bool) throws(PublishFailure) {
        self.path = path
        sha256 = SHA256.hash(data: bytes).hexadecimal
        if DurableFiles.exists(path) {
            if DurableFiles.read(path, upTo: bytes.count) == bytes {
                change = .unchanged
                return
            }
            guard replacing, !DurableFiles.isFolder(path) else { throw .taken(path) }
            change = .replaced
        } else {
            change = .new
        }
        do {
            let file = try StagedFile(for: path, replacing: change == .replaced)
            try file.append(bytes)
            try file.commit()
        } catch  where error.kind == .occupied {
            // Somebody else was faster.
            throw .taken(path)
        }
    }

    /// The folder of a path, `.` for a bare name, and its last part.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }
}

extension PublishFailure {
    static func taken(_ path: String) -> PublishFailure {
        PublishFailure(
            .occupied, attempting: "writing \(path)", cause: "something else is there",
            hint: "move it away, choose another place with --to, or say --replace")
    }
}

/// The bytes of a file of at most `limit` bytes; nil when it cannot be read, is no plain file, or
/// is larger.
package func readSmallFile(_ path: String, upTo limit: Int) -> [UInt8]? {
    DurableFiles.isFolder(path) ? nil : DurableFiles.read(path, upTo: limit)
}

/// Whether a path, existing or not, is a folder or in it, whatever links lead there.
package func isPath(_ path: String, inside folder: String) -> Bool {
    guard let root = DurableFiles.canonical(folder) else { return false }
    let parent = PlacedFile.split(path).folder
    guard let place = DurableFiles.canonical(parent) else { return false }
    return place == root || place.hasPrefix(root + "/")
}
