// One test's own world: a folder, a ledger, a key and, mostly, a sandbox, all gone afterwards.

import Foundation
import OrderTestKit
import Subprocess
import SystemPackage
import Testing

/// The place in which a test runs the program.
struct Workplace: Sendable {
    /// A folder of its own, in which the program starts.
    let folder: String
    /// A key that occurs nowhere else, so that a leak of it is seen.
    let key = "e2e-key-\(UUID().uuidString)"
    /// The sandbox's address; a closed port without one.
    let baseURL: String

    /// The same place with somebody between the program and the sandbox.
    func behind(port: Int) -> Workplace {
        Workplace(folder: folder, baseURL: "http://127.0.0.1:\(port)/v2.4")
    }

    /// The sandbox's own port.
    var port: Int {
        get throws {
            let digits = baseURL.split(separator: ":").last?.prefix(while: \.isNumber)
            return try #require(digits.flatMap { Int($0) })
        }
    }

    var ledger: String { "\(folder)/state/ledger.sqlite" }
    var output: String { "\(folder)/orders" }
    var sandbox: SandboxControl { SandboxControl(baseURL: baseURL) }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// The variables that the program is given: short times, and nothing of the caller's own.
    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder, "ESIMGO_API_KEY": key,
            "ESIMBATCH_BASE_URL": baseURL, "ESIMBATCH_LEDGER": ledger,
            "ESIMBATCH_OUTPUT": output, "ESIMBATCH_PACE": "0s", "ESIMBATCH_SETTLE_AFTER": "1s",
            "ESIMBATCH_REQUEST_TIMEOUT": "5s", "ESIMBATCH_ASSIGNMENT_TIMEOUT": "60s",
        ]
    }
}

/// Runs `body` in a fresh workplace with a sandbox of its own, started with `options`.
func withSandbox(
    _ options: String..., body: (Workplace) async throws -> Void
) async throws {
    try await withSandbox(options: options, body: body)
}

/// The same with the options as a list.
func withSandbox(
    options: [String], body: (Workplace) async throws -> Void
) async throws {
    try await withFolder { folder in
        let result = try await Subprocess.run(
            .path(FilePath(try ProgramFile.path)),
            arguments: Arguments(["sandbox", "--port", "0"] + options),
            environment: .custom(["PATH": "/usr/bin:/bin", "HOME": folder]),
            workingDirectory: FilePath(folder), input: .none, output: .sequence,
            error: .discarded
        ) { sandbox in
            do {
                var lines = sandbox.standardOutput.strings().makeAsyncIterator()
                let first = try #require(try await lines.next(), "the sandbox did not start")
                let baseURL = try #require(try JSON(reading: first)["baseURL"].string)
                let place = Workplace(folder: folder, baseURL: baseURL)
                try await body(place)
                try place.expectNoKeyInFiles()
                try sandbox.send(signal: .terminate)
            } catch {
                // A sandbox that outlived a failed test would hold its port and memory.
                try? sandbox.send(signal: .kill)
                throw error
            }
        }
        #expect(result.terminationStatus == .exited(143), "the sandbox did not end in order")
    }
}

/// Runs `body` in a fresh workplace where nothing answers.
func withoutSandbox(body: (Workplace) async throws -> Void) async throws {
    try await withFolder { folder in
        // Port 1 is reserved and nobody listens on it.
        let place = Workplace(folder: folder, baseURL: "http://127.0.0.1:1/v2.4")
        try await body(place)
        try place.expectNoKeyInFiles()
    }
}

private func withFolder(_ body: (String) async throws -> Void) async throws {
    await WorkplaceSlots.shared.acquire()
    defer { WorkplaceSlots.shared.release() }
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("EndToEndTests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}
