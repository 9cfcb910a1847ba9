// Durations as the sandbox's settings write them.

extension Duration {
    /// Reads `500ms`, `3s`, `15m`, `2h`. Nil for anything else.
    init?(sandboxText text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), count <= 1_000_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": self = .milliseconds(count)
        case "s": self = .seconds(count)
        case "m": self = .seconds(count * 60)
        case "h": self = .seconds(count * 3_600)
        default: return nil
        }
    }

    /// Whole milliseconds in the form that `init(sandboxText:)` reads.
    var sandboxText: String {
        let (seconds, attoseconds) = components
        return "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)ms"
    }
}
