// Remembers what is logged, so that a test can look for secrets in it.

import Logging
import Synchronization

/// Every line that a logger of this book was given.
final class LogBook: Sendable {
    private let written = Mutex<[String]>([])

    var text: String { written.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(book: self) }
        logger.logLevel = .trace
        return logger
    }

    private func add(_ line: String) { written.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(book: LogBook) { self.book = book }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            book.add("\(event.message) \(metadata) \(event.metadata ?? [:])")
        }
    }
}
