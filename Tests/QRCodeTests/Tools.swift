// Other people's programs, to hold our codes against.

import Foundation
import Subprocess

/// Runs the tools that must be able to read our files. A tool that is missing fails the test.
enum Tools {
    /// What a barcode reader sees in an image, without the line break that it adds.
    static func scan(_ png: [UInt8]) async throws -> String {
        let output = try await onFile(png, named: "code.png", ["zbarimg", "--raw", "-q"])
        return String(output.dropLast())
    }

    /// Throws when a document is not well-formed XML.
    static func checkXML(_ document: String) async throws {
        _ = try await onFile(Array(document.utf8), named: "code.svg", ["xmllint", "--noout"])
    }

    /// The standard output of a Python program that gets `input` on its standard input.
    static func python(_ program: String, input: [UInt8]) async throws -> String {
        try await output(of: ["python3", "-c", program], input: input)
    }

    private static func onFile(
        _ bytes: [UInt8], named name: String, _ command: [String]
    ) async throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("QRCodeTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return try await output(of: command + [file.path], input: [])
    }

    private static func output(of command: [String], input: [UInt8]) async throws -> String {
        let result: ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>>
        do {
            result = try await run(
                .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
                input: .array(input), output: .string(limit: 16 << 20),
                error: .string(limit: 64 << 10))
        } catch {
            throw ToolFailure(
                tool: command[0], output: "it could not be run; is it installed? (\(error))")
        }
        guard result.terminationStatus.isSuccess else {
            throw ToolFailure(
                tool: command[0], output: "\(result.terminationStatus) \(result.standardError)")
        }
        return result.standardOutput
    }
}

/// A tool is missing or found something wrong.
struct ToolFailure: Error, CustomStringConvertible {
    let tool: String
    let output: String

    var description: String { "\(tool): \(output)" }
}
