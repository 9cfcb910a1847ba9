// Durations as people write them.

/// The longest that anything may be told to wait.
let longestDuration: Duration = .seconds(30 * 86_400)

/// Reads `500ms`, `3s`, `15m`, `2h`; nil for anything else or more than 30 days.
func parseDuration(_ text: String) -> Duration? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, digits.count <= 10, let number = Int64(digits) else { return nil }
    let duration: Duration
    switch text.dropFirst(digits.count) {
    case "ms": duration = .milliseconds(number)
    case "s": duration = .seconds(number)
    case "m": duration = .seconds(number * 60)
    case "h": duration = .seconds(number * 3_600)
    default: return nil
    }
    return duration <= longestDuration ? duration : nil
}

/// Writes a duration for people: `45 s`, `3 min 20 s`, `2 h 5 min`.
func durationWords(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    if duration > .zero, seconds == 0 { return "under 1 s" }
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 {
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
    }
    return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
}
