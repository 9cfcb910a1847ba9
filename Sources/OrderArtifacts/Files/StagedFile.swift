// A large file on its way: written piece by piece beside its place, moved there when it is whole.

import Glibc
package import Orders

/// A new file of mode 0600 that counts only once it is committed. One that is not committed is
/// removed.
package final class StagedFile {
    private let path: String
    private let staged: String
    private let folder: String
    private let isReplacing: Bool
    private let descriptor: CInt
    private var isCommitted = false

    /// Throws `PublishFailure` when its folder is not there, or when something is at `path` already
    /// and is not to be replaced.
    package init(for path: String, replacing: Bool = false) throws(PublishFailure) {
        self.path = path
        isReplacing = replacing
        let (folder, name) = PlacedFile.split(path)
        self.folder = folder
        staged = "\(folder)/\(StagedFolder.stagedPrefix)\(name)"
        guard replacing || !DurableFiles.exists(path) else { throw .occupied(path) }
        try DurableFiles.remove(staged)
        let opened = unsafe open(
            staged, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .system("writing", path, errno) }
        descriptor = opened
    }

    deinit {
        close(descriptor)
        if !isCommitted { _ = try? DurableFiles.remove(staged) }
    }

    package func append(_ bytes: [UInt8]) throws(PublishFailure) {
        try DurableFiles.write(bytes, to: descriptor, of: path)
    }

    /// Makes the content durable and gives it its name, which must still be free if nothing is to
    /// be replaced.
    package func commit() throws(PublishFailure) {
        guard fsync(descriptor) == 0 else { throw .system("syncing", path, errno) }
        if isReplacing {
            try DurableFiles.move(staged, to: path)
        } else if unsafe link(staged, path) == 0 {
            try DurableFiles.remove(staged)
        } else {
            let cause = errno
            guard cause != EEXIST else { throw .occupied(path) }
            // A file system without hard links.
            guard cause == EPERM || cause == ENOTSUP || cause == ENOSYS else {
                throw .system("moving into place", path, cause)
            }
            try DurableFiles.move(staged, to: path)
        }
        isCommitted = true
        try DurableFiles.syncFolder(folder)
    }
}

/// Writes bytes that are themselves the result to stdout. Throws when they do not all get there.
package func writeToStandardOutput(_ bytes: [UInt8]) throws(PublishFailure) {
    try DurableFiles.write(bytes, to: STDOUT_FILENO, of: "to stdout")
}

extension PublishFailure {
    static func occupied(_ path: String) -> PublishFailure {
        PublishFailure(
            .occupied, attempting: "writing \(path)", cause: "something is there already",
            hint: "nothing is written over it: move it away, or choose another name")
    }
}
