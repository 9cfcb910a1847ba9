// Other people's programs, to hold our archives against.

import Foundation
import Subprocess

/// Runs the tools that must agree with us. A tool that is missing fails the test.
enum Tools {
    private static let outputLimit = 64 << 20

    /// The standard output of a Python program that gets `input` on its standard input.
    static func python(
        _ program: String, _ arguments: [String] = [], input: [UInt8] = []
    ) async throws -> [UInt8] {
        let result = try await run(
            .name("python3"), arguments: Arguments(["-c", program] + arguments),
            input: .array(input), output: .bytes(limit: outputLimit),
            error: .string(limit: 64 << 10))
        guard result.terminationStatus.isSuccess else {
            throw ToolFailure(tool: "python3", output: result.standardError)
        }
        return result.standardOutput
    }

    /// What `unzip -t` says of an archive, or `unzip -tq` in one line; throws when it finds
    /// anything wrong.
    static func unzipTest(_ archive: [UInt8], quietly: Bool = false) async throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ZipArchiveTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("archive.zip")
        try Data(archive).write(to: file)
        let result = try await run(
            .name("unzip"), arguments: [quietly ? "-tq" : "-t", file.path],
            output: .string(limit: 64 << 10),
            error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else {
            throw ToolFailure(tool: "unzip -t", output: result.standardOutput)
        }
        return result.standardOutput
    }
}

/// A tool found something wrong.
struct ToolFailure: Error, CustomStringConvertible {
    let tool: String
    let output: String

    var description: String { "\(tool): \(output)" }
}
