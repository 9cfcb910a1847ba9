// File operations that are durable and private: written, synced, and never followed through a link.

import CLinux
import Glibc
package import Orders

/// Makes a folder of mode 0700, with its parents; an existing one stays as it is. Throws
/// `PublishFailure`.
package func makePrivateFolders(_ path: String) throws(PublishFailure) {
    try DurableFiles.makeFolders(path)
}

/// The file operations that publishing needs. All throw `PublishFailure`.
enum DurableFiles {
    /// Makes a folder of mode 0700, with its parents; an existing one stays as it is.
    static func makeFolders(_ path: String) throws(PublishFailure) {
        var built = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            built += (built.isEmpty || built == "/" ? "" : "/") + part
            guard unsafe mkdir(built, 0o700) != 0, errno != EEXIST else { continue }
            throw .system("creating the folder", built, errno)
        }
        guard isFolder(path) else { throw .system("creating the folder", path, ENOTDIR) }
    }

    /// Makes one new folder; one that exists already is an error.
    static func makeNewFolder(_ path: String) throws(PublishFailure) {
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw .system("creating the folder", path, errno)
        }
    }

    /// Writes a new file of mode 0600; durable once its file system is synced.
    static func write(_ bytes: [UInt8], to path: String) throws(PublishFailure) {
        let file = unsafe open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("writing", path, errno) }
        defer { close(file) }
        try write(bytes, to: file, of: path)
    }

    /// Writes all bytes to an open file; `path` names it in a failure.
    static func write(_ bytes: [UInt8], to file: CInt, of path: String) throws(PublishFailure) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe Glibc.write(file, rest.baseAddress, rest.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system("writing", path, errno)
            }
            written += count
        }
    }

    /// Makes all that was written to the file system of a folder durable, and tells of any of it
    /// that could not be written.
    static func syncFileSystem(of path: String) throws(PublishFailure) {
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("syncing", path, errno) }
        defer { close(folder) }
        guard syncfs(folder) == 0 else { throw .system("syncing", path, errno) }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(PublishFailure) {
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("syncing", path, errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .system("syncing", path, errno) }
    }

    static func move(_ path: String, to target: String) throws(PublishFailure) {
        guard unsafe rename(path, target) == 0 else {
            throw .system("moving into place", target, errno)
        }
    }

    /// A real folder, not a link to one.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// When a file's content was last changed; nil when there is none.
    static func changed(_ path: String) -> Timestamp? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Timestamp(
            microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000
                + Int64(status.st_mtim.tv_nsec) / 1_000)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    /// A file's bytes; nil when there is no regular file or it is larger than `limit`.
    static func read(_ path: String, upTo limit: Int) -> [UInt8]? {
        let bytes = start(of: path, bytes: limit + 1)
        return bytes.flatMap { $0.count > limit ? nil : $0 }
    }

    /// A file's first bytes, all of them if it has no more; nil when there is no regular file.
    static func start(of path: String, bytes limit: Int) -> [UInt8]? {
        // Opening a pipe would wait for somebody to write to it.
        let file = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 16))
        while bytes.count < limit {
            let count = unsafe chunk.withUnsafeMutableBytes { room in
                unsafe Glibc.read(file, room.baseAddress, room.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[..<min(count, limit - bytes.count)]
        }
        return bytes
    }

    /// The absolute path without links; nil when it does not exist.
    static func canonical(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    /// The names in a folder, sorted; empty when it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file, or a folder with all in it; links are removed and not followed.
    static func remove(_ path: String) throws(PublishFailure) {
        guard exists(path) else { return }
        if isFolder(path) {
            for name in names(in: path) { try remove("\(path)/\(name)") }
            guard unsafe rmdir(path) == 0 else { throw .system("removing", path, errno) }
        } else {
            guard unsafe unlink(path) == 0 else { throw .system("removing", path, errno) }
        }
    }
}
