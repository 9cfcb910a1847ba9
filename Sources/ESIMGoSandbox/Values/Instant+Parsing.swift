// Reading the timestamps that clients send and the state file holds.

extension Instant {
    /// Reads RFC 3339 (`2026-02-03T10:00:00.000Z`, `…+01:00`), zero to nine fractional digits, or
    /// a date alone, which means its midnight in UTC. Nil for anything else.
    init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        guard let year = Self.number(&bytes, digits: 4), Self.drop(&bytes, "-"),
            let month = Self.number(&bytes, digits: 2), (1...12).contains(month),
            Self.drop(&bytes, "-"),
            let day = Self.number(&bytes, digits: 2), (1...31).contains(day)
        else { return nil }
        let midnight = Self.dayNumber(year: year, month: month, day: day) * 86_400
        if bytes.isEmpty {
            self.init(nanoseconds: midnight * 1_000_000_000)
            return
        }
        guard Self.drop(&bytes, "T"),
            let hour = Self.number(&bytes, digits: 2), hour < 24, Self.drop(&bytes, ":"),
            let minute = Self.number(&bytes, digits: 2), minute < 60, Self.drop(&bytes, ":"),
            let second = Self.number(&bytes, digits: 2), second <= 60,
            let fraction = Self.fraction(&bytes), let offset = Self.offset(&bytes), bytes.isEmpty
        else { return nil }
        let seconds = midnight + hour * 3_600 + minute * 60 + second - offset
        // Outside 1678…2262 the nanoseconds do not fit.
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow, scaled < .max - 1_000_000_000 else { return nil }
        self.init(nanoseconds: scaled + fraction)
    }

    private static func drop(_ bytes: inout ArraySlice<UInt8>, _ scalar: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: scalar) else { return false }
        bytes.removeFirst()
        return true
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>, digits: Int) -> Int64? {
        let part = bytes.prefix(digits)
        guard part.count == digits, part.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        bytes.removeFirst(digits)
        return part.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private static func fraction(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
        guard drop(&bytes, ".") else { return 0 }
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count) else { return nil }
        bytes.removeFirst(digits.count)
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return (digits.count..<9).reduce(value) { value, _ in value * 10 }
    }

    private static func offset(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
        if drop(&bytes, "Z") { return 0 }
        let east = drop(&bytes, "+")
        guard east || drop(&bytes, "-"), let hours = number(&bytes, digits: 2),
            drop(&bytes, ":"), let minutes = number(&bytes, digits: 2)
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return east ? seconds : -seconds
    }

    /// The inverse of `civil`, by the same source.
    private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
