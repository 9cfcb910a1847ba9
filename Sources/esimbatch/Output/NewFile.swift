// Writes a file that a person named, and never over another.

import OrderArtifacts
import Orders

enum NewFile {
    /// Writes the bytes to a file that is not there yet, readable by its owner alone: a sheet may
    /// hold names and addresses. It is whole or absent. Throws `CommandFailure`.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do throws(PublishFailure) {
            let file = try StagedFile(for: path)
            try file.append(bytes)
            try file.commit()
        } catch {
            guard error.kind != .occupied else {
                throw CommandFailure.misconfigured(
                    "\(path) is there already, and is not written over",
                    hint: "name another file, or move that one away")
            }
            throw CommandFailure.misconfigured(
                "\(path) cannot be written: \(error.cause)",
                hint: "check that its folder is there and may be written to")
        }
    }
}
