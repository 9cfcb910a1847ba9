// The library that makes file operations of the program fail, and the process die at them.

import Foundation
import Subprocess
import SystemPackage
import Testing

/// `Shim/fault-shim.c`, compiled once for all tests.
enum FaultShim {
    /// The environment of a program that the shim is to strike.
    static func variables(_ blow: Blow, mark: String) async throws -> [String: String?] {
        var variables = blow.variables
        variables["LD_PRELOAD"] = try await library()
        variables["FAULT_MARK"] = mark
        return variables.mapValues { $0 }
    }

    private static let build = Task { try await compile() }

    private static func library() async throws -> String { try await build.value }

    private static func compile() async throws -> String {
        let source = try #require(
            Bundle.module.path(forResource: "fault-shim", ofType: "c", inDirectory: "Shim"))
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fault-shim-\(ProcessInfo.processInfo.processIdentifier)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let library = "\(folder)/fault-shim.so"
        // The compiler that comes with Swift, which the tests are built with.
        let result = try await run(
            .name("clang"),
            arguments: ["-Wall", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"],
            output: .discarded, error: .string(limit: 64 << 10))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return library
    }
}

/// One blow to the program: what is struck, and how.
struct Blow: Sendable, Hashable, CustomStringConvertible {
    var variables: [String: String]

    /// The ledger's own files.
    static let ledgerFiles = "ledger.sqlite"
    /// The order folders and summaries.
    static let outputFiles = "/orders/"

    /// The operation with this number, from 1, on files whose path has this text.
    /// - Parameters:
    ///   - calls: the kinds of operation that count; nil for all.
    ///   - action: as `fault-shim.c` names it, such as `fail:28` or `kill`.
    static func operation(
        _ number: Int, on path: String, calls: String? = nil, _ action: String
    ) -> Blow {
        var variables = ["FAULT_PATH": path, "FAULT_AT": "\(number)", "FAULT_DO": action]
        variables["FAULT_CALLS"] = calls
        return Blow(variables: variables)
    }

    /// Death after so much time, wherever the process then is.
    static func instant(microseconds: Int) -> Blow {
        Blow(variables: ["FAULT_TIMER": "\(microseconds)"])
    }

    var description: String {
        variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: " ")
    }
}
