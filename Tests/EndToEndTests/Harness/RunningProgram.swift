// A program while it runs: what a test may do to it.

import Foundation
import Glibc
import Subprocess

/// A running `esimbatch`. Valid only within the closure that receives it.
struct RunningProgram {
    let processID: Int32
    private let send: (Signal) throws -> Void

    init(processID: Int32, send: @escaping (Signal) throws -> Void) {
        self.processID = processID
        self.send = send
    }

    /// What Control-C sends.
    func interrupt() throws { try send(.interrupt) }
    /// What `kill` and service managers send.
    func terminate() throws { try send(.terminate) }
    /// Death without warning.
    func kill() throws { try send(.kill) }

    /// A crash, as a defect in the program would bring it about.
    func crash(by signal: Int32) { _ = Glibc.kill(processID, signal) }

    /// The programs that it has started and that are still running.
    var children: [Substring] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/task")
                .flatMap { thread in
                    let path = "/proc/\(processID)/task/\(thread)/children"
                    return (try? String(contentsOfFile: path, encoding: .utf8))?
                        .split(separator: " ") ?? []
                }
        }
    }

    /// The command line as every user of the machine can read it.
    var commandLine: String {
        get throws {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(processID)/cmdline"))
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
