// A folder of its own for a test that needs real files, gone when the test is.

import Foundation

/// Runs `body` with the path of a fresh, empty folder and removes it afterwards, however it ends.
package func withTemporaryFolder<Value>(
    _ body: (String) async throws -> Value
) async throws -> Value {
    let path = NSTemporaryDirectory() + "esimbatch-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
