// A moment in UTC, kept without Foundation so that the domain has no clock of its own.

/// A moment as microseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    package static func + (moment: Self, duration: Duration) -> Self {
        Self(microseconds: moment.microseconds + duration.inMicroseconds)
    }

    package static func - (moment: Self, duration: Duration) -> Self {
        Self(microseconds: moment.microseconds - duration.inMicroseconds)
    }

    /// The time from `other` to `self`; negative if `other` is later.
    package static func - (moment: Self, other: Self) -> Duration {
        .microseconds(moment.microseconds - other.microseconds)
    }

    /// RFC 3339 in UTC with milliseconds: `2026-02-03T10:11:12.123Z`.
    package var description: String {
        let milliseconds = Self.floorDivide(microseconds, 1_000)
        let seconds = Self.floorDivide(milliseconds, 1_000)
        let days = Self.floorDivide(seconds, 86_400)
        let ofDay = seconds - days * 86_400
        let (year, month, day) = Self.civil(days: days)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func add(_ value: Int64, _ width: Int, _ after: Unicode.Scalar) {
            let digits = String(value).utf8
            text += repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count))
            text += digits
            text.append(UInt8(ascii: after))
        }
        add(year, 4, "-")
        add(month, 2, "-")
        add(day, 2, "T")
        add(ofDay / 3_600, 2, ":")
        add(ofDay / 60 % 60, 2, ":")
        add(ofDay % 60, 2, ".")
        add(milliseconds - seconds * 1_000, 3, "Z")
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads RFC 3339 with 0 to 9 fractional digits and `Z` or an offset; digits beyond
    /// microseconds are dropped. Nil for anything else.
    package init?(rfc3339 text: some StringProtocol) {
        var scanner = Scanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"),
            let month = scanner.digits(2), (1...12).contains(month), scanner.skip("-"),
            let day = scanner.digits(2), (1...31).contains(day),
            scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
            let minute = scanner.digits(2), minute < 60, scanner.skip(":"),
            let second = scanner.digits(2), second <= 60
        else { return nil }
        let fraction = scanner.skip(".") ? scanner.fraction() : 0
        guard let fraction, let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        // A day that its month does not have would count as one of the next.
        guard Self.civil(days: days).day == day else { return nil }
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    /// A moment from its civil parts in UTC.
    package init(
        year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0, second: Int64 = 0
    ) {
        let days = Self.days(year: year, month: month, day: day)
        self.init(
            microseconds: (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000_000)
    }

    // Howard Hinnant's civil calendar algorithms: exact for the proleptic Gregorian calendar.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private struct Scanner {
        private var rest: ArraySlice<UInt8>

        init(_ text: some StringProtocol) { rest = Array(text.utf8)[...] }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func digits(_ count: Int) -> Int64? {
            guard rest.count >= count else { return nil }
            var value: Int64 = 0
            for byte in rest.prefix(count) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            rest.removeFirst(count)
            return value
        }

        mutating func fraction() -> Int64? {
            var value: Int64 = 0
            var count = 0
            while let digit = digits(1) {
                if count < 6 { value = value * 10 + digit }
                count += 1
            }
            guard (1...9).contains(count) else { return nil }
            for _ in 0..<max(0, 6 - count) { value *= 10 }
            return value
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int64? {
            if skip("Z") || skip("z") { return 0 }
            let sign: Int64 = skip("-") ? -1 : (skip("+") ? 1 : 0)
            guard sign != 0, let hours = digits(2), hours < 24, skip(":"),
                let minutes = digits(2), minutes < 60
            else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }
    }
}

extension Duration {
    /// Whole microseconds, rounded towards zero.
    package var inMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
