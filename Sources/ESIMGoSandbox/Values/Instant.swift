// Points in time as the API writes them.

/// Nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant: Hashable, Comparable, Sendable {
    let nanoseconds: Int64

    static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    func advanced(by duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        return Instant(
            nanoseconds: nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// RFC 3339 in UTC with nine fractional digits, as in the API's `createdDate`.
    var text: String {
        let fraction = Self.padded(nanosecondOfSecond, 9)
        return "\(dateText)T\(timeText).\(fraction)Z"
    }

    /// RFC 3339 in UTC in whole seconds.
    var secondsText: String { "\(dateText)T\(timeText)Z" }

    /// The HTTP date of RFC 9110, e.g. `Tue, 03 Feb 2026 10:11:12 GMT`.
    var httpText: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let (year, month, day) = civil
        let weekday = weekdays[Int(((dayNumber % 7) + 7) % 7)]
        let date = "\(Self.padded(day, 2)) \(months[Int(month) - 1]) \(Self.padded(year, 4))"
        return "\(weekday), \(date) \(timeText) GMT"
    }

    private var second: Int64 {
        (nanoseconds - nanosecondOfSecond) / 1_000_000_000
    }

    private var nanosecondOfSecond: Int64 {
        ((nanoseconds % 1_000_000_000) + 1_000_000_000) % 1_000_000_000
    }

    private var dayNumber: Int64 {
        (second - secondOfDay) / 86_400
    }

    private var secondOfDay: Int64 {
        ((second % 86_400) + 86_400) % 86_400
    }

    private var dateText: String {
        let (year, month, day) = civil
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    private var timeText: String {
        let rest = secondOfDay
        let parts = [rest / 3_600, rest / 60 % 60, rest % 60].map { Self.padded($0, 2) }
        return parts.joined(separator: ":")
    }

    /// Days to a Gregorian date: Howard Hinnant, "chrono-compatible low-level date algorithms".
    private var civil: (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
