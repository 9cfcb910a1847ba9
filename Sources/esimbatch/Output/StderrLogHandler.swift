// The log: to stderr, as text for people or as JSON for machines.

import Logging
import OrderArtifacts
import Orders

enum LogFormat: String, Sendable {
    case text, json
}

/// Writes log lines through the console, so that they never run into the live line.
struct StderrLogHandler: LogHandler {
    let console: Console
    let format: LogFormat
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    init(console: Console, format: LogFormat) {
        self.console = console
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        switch format {
        case .text:
            console.error("esimbatch: \(event.level.rawValue): \(event.message)")
        case .json:
            console.error(logLine(level: event.level.rawValue, "\(event.message)"))
        }
    }
}

/// One line of the log for machines.
func logLine(level: String, _ message: String) -> String {
    JSONValue.object([
        ("time", .string(SystemTime().now().description)), ("level", .string(level)),
        ("message", .string(message)),
    ]).compact
}
