// A file that lives as long as the test holds it.

import Foundation

/// A file in the temporary folder, removed with the last reference to it.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        let name = "esimbatch-test-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
