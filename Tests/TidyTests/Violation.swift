// One place that breaks a rule of the house.

import Testing

/// A broken rule, worded so that an editor can jump to it.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    /// Counted from 1; 0 for the file as a whole.
    let line: Int
    let message: String

    init(_ path: String, line: Int = 0, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)" }
}

/// Fails the test with every violation on a line of its own.
func expectNone(
    _ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation
) {
    let list = violations.map(\.description).joined(separator: "\n")
    let isTidy = violations.isEmpty
    #expect(isTidy, Comment(rawValue: "\n" + list), sourceLocation: sourceLocation)
}
