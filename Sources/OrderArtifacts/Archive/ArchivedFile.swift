// The files of a folder, in the one order that an archive has them in.

import Glibc
import Orders

/// A plain file below a folder, with what tells whether it is still the same one.
struct ArchivedFile: Equatable {
    /// Relative to the folder, with `/` between its parts.
    let path: String
    private let inode: UInt64
    private let size: Int
    private let changedSeconds: Int
    private let changedNanoseconds: Int

    /// Every file below a folder, sorted by the bytes of its path. Names that begin with a point
    /// are work in progress and passed over; links and devices are refused.
    static func all(below folder: String) throws(PublishFailure) -> [ArchivedFile] {
        var found: [ArchivedFile] = []
        try collect(folder, "", depth: 0, into: &found)
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private static func collect(
        _ root: String, _ below: String, depth: Int, into found: inout [ArchivedFile]
    ) throws(PublishFailure) {
        guard depth <= ArtifactLimits.archivedDepth else {
            throw refused("\(root)/\(below)", "its folders are nested too deep")
        }
        guard unsafe access("\(root)/\(below)", R_OK | X_OK) == 0 else {
            throw .system("archiving", "\(root)/\(below)", errno)
        }
        for name in DurableFiles.names(in: "\(root)/\(below)") where !name.hasPrefix(".") {
            let path = below + name
            var status = stat()
            guard unsafe lstat("\(root)/\(path)", &status) == 0 else {
                throw .system("archiving", "\(root)/\(path)", errno)
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                try collect(root, path + "/", depth: depth + 1, into: &found)
            case S_IFREG:
                found.append(
                    ArchivedFile(
                        path: path, inode: UInt64(status.st_ino), size: Int(status.st_size),
                        changedSeconds: Int(status.st_mtim.tv_sec),
                        changedNanoseconds: Int(status.st_mtim.tv_nsec)))
            default:
                throw refused("\(root)/\(path)", "it is a link or no plain file")
            }
        }
    }

    private static func refused(_ path: String, _ cause: String) -> PublishFailure {
        PublishFailure(
            attempting: "archiving \(path)", cause: cause, hint: "move it out of the batch's folder"
        )
    }
}
