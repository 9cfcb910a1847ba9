// The few system calls that the sandbox makes for its files.

import Glibc

/// Whole-file reads, complete writes and synced names.
enum SystemFile {
    /// Opens a file; one that the flags create is for its owner alone.
    static func descriptor(of path: String, flags: Int32) throws(SandboxError) -> Int32 {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path, "open") }
        return descriptor
    }

    /// Reads a file that must not be longer than the limit.
    static func read(path: String, limit: Int) throws(SandboxError) -> [UInt8] {
        let descriptor = try descriptor(of: path, flags: O_RDONLY)
        defer { _ = close(descriptor) }
        return try read(descriptor, path: path, limit: limit)
    }

    static func read(
        _ descriptor: Int32, path: String, limit: Int
    ) throws(SandboxError) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv($0.baseAddress, $0.count, descriptor)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, "read") }
            if count == 0 { return content }
            content.append(contentsOf: buffer[..<count])
            guard content.count <= limit else {
                throw .file(path: path, action: "read", reason: "it is longer than \(limit) bytes")
            }
        }
    }

    /// Writes all bytes or throws.
    static func write(
        _ bytes: [UInt8], to descriptor: Int32, path: String
    ) throws(SandboxError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send($0.baseAddress, $0.count, descriptor)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path, "write") }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the name of a new file durable.
    static func syncFolder(of path: String) throws(SandboxError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        let root = path.hasPrefix("/") ? "/" : "./"
        let folder = root + parts.joined(separator: "/")
        let descriptor = try descriptor(of: folder, flags: O_RDONLY | O_DIRECTORY)
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder, "sync") }
    }

    /// The failure that `errno` tells.
    static func failure(_ path: String, _ action: String) -> SandboxError {
        let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
        return .file(path: path, action: action, reason: reason)
    }

    // The C functions' own names are taken by the functions above.
    private static func recv(
        _ buffer: UnsafeMutableRawPointer?, _ count: Int, _ descriptor: Int32
    ) -> Int {
        unsafe Glibc.read(descriptor, buffer, count)
    }

    private static func send(
        _ buffer: UnsafeRawPointer?, _ count: Int, _ descriptor: Int32
    ) -> Int {
        unsafe Glibc.write(descriptor, buffer, count)
    }
}
