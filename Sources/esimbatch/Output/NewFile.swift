// Writes a file that a person named, and never over another.

import Orders
import SystemPackage

enum NewFile {
    /// Writes the bytes to a file that is not there yet, readable by its owner alone: a sheet may
    /// hold names and addresses. Throws `CommandFailure`.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite])
            try file.closeAfter { _ = try file.writeAll(bytes) }
        } catch Errno.fileExists {
            throw CommandFailure.misconfigured(
                "\(path) is there already, and is not written over",
                hint: "name another file, or move that one away")
        } catch {
            throw CommandFailure.misconfigured(
                "\(path) cannot be written: \(error)",
                hint: "check that its folder is there and may be written to")
        }
    }
}
