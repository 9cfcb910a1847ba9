// What a program left behind when it ended.

import Subprocess

/// The end of one process.
struct Finished: Sendable, CustomStringConvertible {
    let arguments: [String]
    /// The exit code; minus the signal's number when a signal ended it.
    let status: Int32
    let stdout: String
    let stderr: String

    init(_ arguments: [String], _ status: TerminationStatus, stdout: String, stderr: String) {
        self.arguments = arguments
        self.status =
            switch status {
            case .exited(let code): code
            case .signaled(let signal): -signal
            }
        self.stdout = stdout
        self.stderr = stderr
    }

    /// The one JSON document on stdout.
    var json: JSON {
        get throws { try JSON(reading: stdout) }
    }

    var description: String {
        """
        esimbatch \(arguments.joined(separator: " ")) ended with \(status)
        stdout: \(stdout)
        stderr: \(stderr)
        """
    }
}
