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
            let line = JSONValue.object([
                ("time", .string(SystemTime().now().description)),
                ("level", .string(event.level.rawValue)),
                ("message", .string("\(event.message)")),
            ])
            console.error(line.compact)
        }
    }
}
