// Other people's programs: what they make or say is what ours is held against.

import Subprocess
import SystemPackage
import Testing

/// Runs a program of the system. One that fails, or is missing, fails the test.
enum Tools {
    private static let outputLimit = 16 << 20

    /// The bytes that `gzip` makes of a text.
    static func gzip(_ text: String) async throws -> [UInt8] {
        let result = try await run(
            .name("gzip"), arguments: ["-c"], input: .string(text),
            output: .bytes(limit: outputLimit))
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput
    }

    /// The SHA-256 of a file in lower-case hexadecimal digits.
    static func sha256(ofFile path: String) async throws -> String {
        let result = try await run(
            .name("sha256sum"), arguments: ["--", path], output: .string(limit: 4_096))
        try #require(result.terminationStatus.isSuccess)
        return String(result.standardOutput.prefix(64))
    }

    /// Changes a ledger behind the program's back.
    static func sqlite(_ path: String, _ statement: String) async throws {
        let program = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute(sys.argv[2])
            database.commit()
            """
        let result = try await run(
            .name("python3"), arguments: ["-c", program, path, statement], output: .discarded,
            error: .string(limit: 64 << 10))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }
}

extension Workplace {
    /// Runs a command of the shell, in the folder and with the variables of the place.
    func shell(_ command: String) async throws -> Finished {
        let keyed = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", command],
            environment: .custom(Dictionary(uniqueKeysWithValues: keyed)),
            workingDirectory: FilePath(folder), input: .none,
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Finished(
            ["sh", "-c", command], result.terminationStatus, stdout: result.standardOutput,
            stderr: result.standardError)
    }

    /// Runs `esimbatch` at a terminal at which a person types `typed` once a question stands there;
    /// stdout holds all that the terminal showed.
    func runAtTerminal(
        _ arguments: String..., typing typed: String, exits code: Int32,
        environment: [String: String] = [:], at location: SourceLocation = #_sourceLocation
    ) async throws -> Finished {
        let program = """
            import os, pty, sys
            typed = sys.stdin.buffer.read()
            child, terminal = pty.fork()
            if child == 0:
                os.execv(sys.argv[1], sys.argv[1:])
            shown = b""
            while True:
                try:
                    chunk = os.read(terminal, 4096)
                except OSError:
                    break
                if not chunk:
                    break
                shown += chunk
                if typed and b"[y/N]" in shown:
                    os.write(terminal, typed)
                    typed = b""
            sys.stdout.buffer.write(shown)
            sys.stdout.flush()
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            """
        let variables = self.environment.merging(environment) { _, new in new }
        let keyed = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            .name("python3"),
            arguments: Arguments(["-c", program, try ProgramFile.path] + arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: keyed)),
            workingDirectory: FilePath(folder), input: .string(typed),
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        let finished = Finished(
            arguments, result.terminationStatus, stdout: result.standardOutput, stderr: "")
        #expect(finished.status == code, "\(finished)", sourceLocation: location)
        return finished
    }
}
