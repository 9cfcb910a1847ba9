// The durable form of the account: one event a line, synced before the answer is sent.

import Glibc

/// An append-only file of JSON lines. A line is durable when `append` returns; a line that a crash
/// tore is dropped at the next start. Only one sandbox may use a file at a time.
final class StateFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens or creates the file and gives the events in it.
    static func open(_ path: String) throws(SandboxError) -> (StateFile, [SandboxEvent]) {
        let descriptor = try SystemFile.descriptor(
            of: path, flags: O_RDWR | O_CREAT | O_APPEND)
        let file = StateFile(path: path, descriptor: descriptor)
        let content = try SystemFile.read(
            descriptor, path: path, limit: SandboxLimits.stateBytes)
        let (events, length) = try replay(content, path: path)
        if length < content.count {
            guard ftruncate(descriptor, off_t(length)) == 0 else {
                throw SystemFile.failure(path, "drop the torn last line of")
            }
        }
        try SystemFile.syncFolder(of: path)
        return (file, events)
    }

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        _ = close(descriptor)
    }

    /// Writes one event and waits until it is on the disk. After a failure the file is as before.
    func append(_ event: SandboxEvent) throws(SandboxError) {
        let line = Array((event.json.serialised + "\n").utf8)
        let length = lseek(descriptor, 0, SEEK_END)
        guard length >= 0 else { throw SystemFile.failure(path, "find the end of") }
        do throws(SandboxError) {
            try SystemFile.write(line, to: descriptor, path: path)
            guard fsync(descriptor) == 0 else { throw SystemFile.failure(path, "sync") }
        } catch {
            // Half a line would swallow the next one; what cannot be undone stays a torn line.
            _ = ftruncate(descriptor, length)
            throw error
        }
    }

    /// Events of the complete lines, and the length of those lines.
    private static func replay(
        _ content: [UInt8], path: String
    ) throws(SandboxError) -> ([SandboxEvent], Int) {
        var events: [SandboxEvent] = []
        var start = 0
        var number = 1
        while let end = content[start...].firstIndex(of: 0x0A) {
            let line = Array(content[start..<end])
            if let json = try? JSONReader.read(line), let event = SandboxEvent(json) {
                events.append(event)
            } else if end == content.count - 1, !events.isEmpty || mayBeTorn(line) {
                // A crash may leave the last line's length without all of its bytes.
                return (events, start)
            } else {
                throw .badState(path: path, line: number, reason: "it is not a sandbox event")
            }
            start = end + 1
            number += 1
        }
        guard events.isEmpty ? mayBeTorn(content) : events.first.map(isOpening) == true else {
            throw .badState(path: path, line: 1, reason: "it is not how a sandbox begins")
        }
        return (events, start)
    }

    /// Whether bytes without one whole event can be what a crash left of the first line, which is
    /// then dropped. What else they are is somebody's, and stays.
    private static func mayBeTorn(_ bytes: [UInt8]) -> Bool {
        let written = bytes.prefix { $0 != 0 }
        let beginning = Array(#"{"event":"opened""#.utf8)
        return bytes.dropFirst(written.count).allSatisfy { $0 == 0 }
            && (beginning.starts(with: written) || written.starts(with: beginning))
    }

    private static func isOpening(_ event: SandboxEvent) -> Bool {
        if case .opened = event { true } else { false }
    }
}
