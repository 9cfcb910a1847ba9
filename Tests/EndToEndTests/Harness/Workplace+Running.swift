// Runs the program in a workplace.

import Foundation
import Subprocess
import SystemPackage
import Testing

extension Workplace {
    private static let outputLimit = 16 << 20

    /// Runs `esimbatch` with these arguments to its end.
    ///
    /// Whatever the test is about, the key must not be in what the program prints.
    /// - Parameters:
    ///   - code: the expected exit code; another one is an issue at the caller's line.
    ///   - environment: changes to the workplace's variables; nil takes one away.
    ///   - input: what stdin holds; never a terminal.
    ///   - act: runs beside the program.
    @discardableResult
    func run(
        _ arguments: String..., exits code: Int32? = 0, environment: [String: String?] = [:],
        input: String = "", at location: SourceLocation = #_sourceLocation,
        during act: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> Finished {
        try await run(
            arguments: arguments, exits: code, environment: environment, input: input,
            at: location, during: act)
    }

    /// `esimbatch run SHEET --yes --json` with more options; returns its document.
    @discardableResult
    func buy(
        _ sheet: String, _ more: String..., exits code: Int32? = 0,
        environment: [String: String?] = [:], at location: SourceLocation = #_sourceLocation,
        during act: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> JSON {
        let finished = try await run(
            arguments: ["run", sheet, "--yes", "--json"] + more, exits: code,
            environment: environment, at: location, during: act)
        return try finished.json
    }

    /// The same with the arguments as a list.
    @discardableResult
    func run(
        arguments: [String], exits code: Int32?, environment: [String: String?] = [:],
        input: String = "", at location: SourceLocation = #_sourceLocation,
        during act: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> Finished {
        var variables = self.environment
        for (name, value) in environment { variables[name] = value }
        let keyed = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            .path(FilePath(try ProgramFile.path)), arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: keyed)),
            workingDirectory: FilePath(folder), input: .string(input),
            output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit)
        ) { program in
            do {
                try await act(
                    RunningProgram(processID: program.processIdentifier.value) {
                        try program.send(signal: $0)
                    })
            } catch {
                try? program.send(signal: .kill)
                throw error
            }
        }
        let finished = Finished(
            arguments, result.terminationStatus, stdout: result.standardOutput,
            stderr: result.standardError)
        if let code {
            #expect(finished.status == code, "\(finished)", sourceLocation: location)
        }
        let printed = finished.stdout + finished.stderr
        #expect(!printed.contains(key), "the key was printed", sourceLocation: location)
        return finished
    }
}
