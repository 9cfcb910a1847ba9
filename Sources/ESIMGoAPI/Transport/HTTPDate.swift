// Reads the dates of HTTP headers.

import Orders

/// A date in the one form that HTTP servers send: `Tue, 15 Nov 1994 08:12:31 GMT` (RFC 9110,
/// 5.6.7).
func httpDate(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int64(parts[1]),
        let month = monthNames.firstIndex(of: String(parts[2])), let year = Int64(parts[3])
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year),
        (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    return Timestamp(
        year: year, month: Int64(month + 1), day: day, hour: clock[0], minute: clock[1],
        second: clock[2])
}

/// How long `Retry-After` asks to wait: seconds or a date, as seen at `now` of the server's clock.
/// Nil when it says neither; never negative and never more than `ClientLimits.longestPause`.
func retryAfter(_ text: String?, serverNow now: Timestamp) -> Duration? {
    guard let text else { return nil }
    let wait: Duration
    if let seconds = Double(text), seconds.isFinite {
        wait = .milliseconds(Int64(min(max(seconds, 0), 1e9) * 1_000))
    } else if let date = httpDate(text) ?? Timestamp(rfc3339: text) {
        wait = date - now
    } else {
        return nil
    }
    return min(max(wait, .zero), ClientLimits.longestPause)
}

private let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
