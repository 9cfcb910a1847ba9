// What can keep the sandbox from starting or from remembering, worded once.

/// A failure of the sandbox itself, never of a client's request. `description` is one sentence
/// that says what was attempted and what the user can do.
package enum SandboxError: Error, Equatable, CustomStringConvertible {
    /// The fault specification names an unknown kind or a bad number.
    case badFaults(String, reason: String)
    /// An option's text cannot be read; `expected` says what would have been right.
    case badOption(name: String, value: String, expected: String)
    /// The catalogue file cannot be read or is not a catalogue.
    case badCatalogue(path: String, reason: String)
    /// The state file was not written by a sandbox, or was damaged before its last line.
    case badState(path: String, line: Int, reason: String)
    /// The system refused to open, read or write a file.
    case file(path: String, action: String, reason: String)
    /// The port could not be bound.
    case cannotListen(port: Int, reason: String)

    package var description: String {
        switch self {
        case .badFaults(let text, let reason):
            "cannot read the faults \"\(text)\": \(reason); kinds: "
                + "seed=NUMBER, "
                + FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
                + ", each with a probability from 0 to 1"
        case .badOption(let name, let value, let expected):
            "cannot read \(name) \"\(value)\": expected \(expected)"
        case .badCatalogue(let path, let reason):
            "cannot use \(path) as a catalogue: \(reason)"
        case .badState(let path, let line, let reason):
            "cannot use \(path) as sandbox state: line \(line): \(reason); "
                + "move the file away to begin anew"
        case .file(let path, let action, let reason):
            "cannot \(action) \(path): \(reason)"
        case .cannotListen(let port, let reason):
            "cannot listen on 127.0.0.1 port \(port): \(reason); choose another port, or 0 for any"
        }
    }
}
