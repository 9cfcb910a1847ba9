// Everything that is written for a person: one live line that other lines never run into.

import Glibc
import Synchronization

/// stdout for results, stderr for everything else.
final class Console: Sendable {
    /// stderr is a terminal that can redraw a line.
    let isLive: Bool
    let isQuiet: Bool
    /// A person reads stdout, and may be shown the lines that findings are about.
    let showsExcerpts = isatty(STDOUT_FILENO) == 1
    private let live = Mutex("")
    /// A question stands on the screen and waits for its answer.
    private let asking = Atomic(false)
    /// The error number of a result that could not be written; 0 for none.
    private let lost = Atomic<CInt>(0)

    private let format: LogFormat
    private let followUp: FollowUp?

    /// - Parameter followUp: completes the commands that are named in what is said.
    init(
        isQuiet: Bool, variables: [String: String], format: LogFormat = .text,
        followUp: FollowUp? = nil
    ) {
        self.isQuiet = isQuiet
        self.followUp = followUp
        self.format = format
        let hasColour = (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
        isLive = isatty(STDERR_FILENO) == 1 && hasColour && !isQuiet && format == .text
    }

    /// stdin is a terminal, so a person can be asked.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 }

    /// A result in words, on stdout.
    func tell(_ text: String) {
        result(completed(text))
    }

    /// A result as it is, on stdout.
    func result(_ text: String) {
        endLive()
        let whole = text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
        let problem = Self.write(whole, to: STDOUT_FILENO)
        if problem != 0 { lost.store(problem, ordering: .relaxed) }
    }

    /// Why a result could not be written; nil if all were, or a reader did not want more.
    var lostResult: String? {
        let problem = lost.load(ordering: .relaxed)
        return problem == 0 || problem == EPIPE ? nil : unsafe String(cString: strerror(problem))
    }

    /// A line for the person, on stderr; not when quiet.
    func say(_ text: String) {
        guard !isQuiet else { return }
        switch format {
        case .text: error(text)
        case .json: log(level: "notice", text)
        }
    }

    /// A line on stderr, even when quiet.
    func error(_ text: String) {
        line(completed(text))
    }

    /// What went wrong and what to do next, in the log's form.
    func fail(_ message: String, hint: String) {
        switch format {
        case .text:
            error("esimbatch: error: \(message)" + (hint.isEmpty ? "" : "\n  next: \(hint)"))
        case .json:
            line(logLine(level: "error", completed(message), next: completed(hint)))
        }
    }

    /// A line of the log, in its form.
    func log(level: String, _ message: String) {
        switch format {
        case .text: error("esimbatch: \(level): \(message)")
        // Completed before it is encoded: a path may hold what JSON has to escape.
        case .json: line(logLine(level: level, completed(message)))
        }
    }

    private func completed(_ text: String) -> String {
        (followUp?.completing(text) ?? text).shown
    }

    private func line(_ text: String) {
        live.withLock { live in
            let clear = live.isEmpty ? "" : "\r\u{1B}[2K"
            Self.write(clear + text + "\n" + live, to: STDERR_FILENO)
        }
    }

    /// Redraws the live line; does nothing without a terminal.
    func redraw(_ line: String) {
        guard isLive, !asking.load(ordering: .relaxed) else { return }
        live.withLock { live in
            let fitting = String(line.prefix(Self.width - 1))
            guard fitting != live else { return }
            Self.write("\r\u{1B}[2K" + fitting, to: STDERR_FILENO)
            live = fitting
        }
    }

    /// Takes the live line away.
    func endLive() {
        live.withLock { live in
            guard !live.isEmpty else { return }
            Self.write("\r\u{1B}[2K", to: STDERR_FILENO)
            live = ""
        }
    }

    /// Tells what a question is about, asks it on stderr and reads one line of stdin; nil at its
    /// end. Where stderr goes elsewhere, the person sees it on the terminal all the same.
    func ask(_ question: String, about text: String) -> String? {
        asking.store(true, ordering: .relaxed)
        defer { asking.store(false, ordering: .relaxed) }
        endLive()
        let whole = completed(text) + "\n" + question
        Self.write(whole, to: STDERR_FILENO)
        if isatty(STDERR_FILENO) == 0 {
            let terminal = unsafe open("/dev/tty", O_WRONLY | O_CLOEXEC)
            if terminal >= 0 {
                Self.write(whole, to: terminal)
                close(terminal)
            }
        }
        return readLine()
    }

    /// Columns of the terminal.
    static var width: Int {
        var size = winsize()
        let found = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return found && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Returns the error number of the write that failed; 0 for none.
    @discardableResult
    private static func write(_ text: String, to file: CInt) -> CInt {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { rest in
                unsafe Glibc.write(file, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            bytes = bytes.dropFirst(count)
        }
        return 0
    }
}

extension String {
    /// The text with control characters replaced that a terminal would obey: a file may be called
    /// anything. Lines and tabs stay.
    fileprivate var shown: String {
        func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard unicodeScalars.contains(where: isObeyed) else { return self }
        var shown = UnicodeScalarView()
        for scalar in unicodeScalars { shown.append(isObeyed(scalar) ? "\u{FFFD}" : scalar) }
        return String(shown)
    }
}
