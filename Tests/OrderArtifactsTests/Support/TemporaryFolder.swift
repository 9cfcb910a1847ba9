// A real folder for one test, and short ways to look into it.

import Foundation

/// A folder in the temporary folder, removed with the last reference to it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let name = "esimbatch-test-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        // A test may have made a folder read-only.
        _ = try? Self.run("chmod", ["-R", "u+rwx", path])
        try? FileManager.default.removeItem(atPath: path)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    func json(_ name: String) throws -> JSONReading { try JSONReading(try bytes(name)) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    /// Every path below a folder, sorted, with its kind and mode: `d700 qr`, `f600 qr/1.png`.
    func tree(_ name: String) throws -> [String] {
        let found = try Self.run(
            "find", ["\(path)/\(name)", "-mindepth", "1", "-printf", "%y%m %P\n"])
        return found.split(separator: "\n").map(String.init).sorted { left, right in
            left.drop { $0 != " " } < right.drop { $0 != " " }
        }
    }

    /// The names in a folder, sorted, hidden ones too.
    func names(_ name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").sorted()
    }

    func setMode(_ mode: String, of name: String) throws {
        _ = try Self.run("chmod", [mode, "\(path)/\(name)"])
    }

    /// The system's own SHA-256 of a file, in hexadecimal.
    func sha256(_ name: String) throws -> String {
        String(try Self.run("sha256sum", ["\(path)/\(name)"]).prefix(64))
    }

    /// What a tool of the system prints; throws when it fails.
    func run(_ tool: String, _ arguments: [String]) throws -> String {
        let (said, status) = try Self.start(tool, arguments)
        guard status == 0 else { throw ToolFailure(tool: tool) }
        return said
    }

    private static func run(_ tool: String, _ arguments: [String]) throws -> String {
        try start(tool, arguments).said
    }

    private static func start(
        _ tool: String, _ arguments: [String]
    ) throws -> (said: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}

/// A tool of the system found something wrong, or is missing.
struct ToolFailure: Error {
    let tool: String
}
