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
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    init(console: Console) {
        self.console = console
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        console.log(level: event.level.rawValue, "\(event.message)")
    }
}

/// One line of the log for machines. `next` is what to do, where there is something.
func logLine(level: String, _ message: String, next: String = "") -> String {
    JSONValue.object(
        [
            ("time", .string(SystemTime().now().description)), ("level", .string(level)),
            ("message", .string(message)),
        ] + (next.isEmpty ? [] : [("next", .string(next))])
    ).compact
}
