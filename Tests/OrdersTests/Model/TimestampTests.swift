// Moments read from and written as RFC 3339.

import OrderTestKit
import Orders
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-02-03T10:11:12.123Z", 1_770_113_472_123_000),
        ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ("1969-12-31T23:59:59.999999Z", -1), ("1900-03-01T00:00:00Z", -2_203_891_200_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
        ("2024-02-29T23:59:59Z", 1_709_251_199_000_000),
    ])
    func `known moments have their known distance from 1970`(text: String, microseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        ("", 0), (".1", 100_000), (".12", 120_000), (".123", 123_000), (".1234", 123_400),
        (".12345", 123_450), (".123456", 123_456), (".1234567", 123_456), (".12345678", 123_456),
        (".999999999", 999_999), (".000000001", 0), (".000001", 1),
    ])
    func `up to nine digits of a second are read and six are kept`(
        fraction: String, microseconds: Int64
    ) {
        #expect(
            Timestamp(rfc3339: "1970-01-01T00:00:00\(fraction)Z")?.microseconds == microseconds)
        #expect(
            Timestamp(rfc3339: "1970-01-01T01:00:00\(fraction)+01:00")?.microseconds
                == microseconds)
    }

    @Test(arguments: [
        "2026-02-03T10:00:00Z", "2026-02-03t10:00:00z", "2026-02-03 10:00:00Z",
        "2026-02-03T10:00:00+00:00", "2026-02-03T10:00:00-00:00", "2026-02-03T12:00:00+02:00",
        "2026-02-03T15:45:00+05:45", "2026-02-03T00:30:00-09:30", "2026-02-04T00:00:00+14:00",
    ])
    func `one moment may be written in any zone`(text: String) {
        #expect(Timestamp(rfc3339: text)?.description == "2026-02-03T10:00:00.000Z")
    }

    @Test(arguments: [
        "", "2026-02-03", "2026-02-03T10:11Z", "2026-02-03T10:11:12", "2026-02-03T10:11:12.Z",
        "2026-02-03T10:11:12.1234567890Z", "2026-02-03T10:11:12,5Z", "2026-02-03T10:11:12+0100",
        "2026-02-03T10:11:12+01", "2026-02-03T10:11:12Zx", " 2026-02-03T10:11:12Z",
        "26-02-03T10:11:12Z", "2026-2-3T10:11:12Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "２026-01-01T00:00:00Z",
        "-2026-01-01T00:00:00Z", "Tue, 03 Feb 2026 10:11:12 GMT", "1770113472",
    ])
    func `anything that is not RFC 3339 is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: ["2026-02-29", "2026-02-30", "2026-04-31", "2026-11-31", "1900-02-29"])
    func `a day that its month does not have is refused`(day: String) {
        #expect(Timestamp(rfc3339: "\(day)T00:00:00Z") == nil)
    }

    @Test(arguments: ["+24:00", "-99:00", "+01:60", "+00:99"])
    func `an offset that no clock shows is refused`(offset: String) {
        #expect(Timestamp(rfc3339: "2026-02-03T10:00:00\(offset)") == nil)
    }

    @Test func `a leap second is the first moment of the next day`() {
        #expect(
            Timestamp(rfc3339: "2016-12-31T23:59:60Z")?.description == "2017-01-01T00:00:00.000Z")
    }

    @Test(arguments: [(-1, "1969-12-31T23:59:59.999Z"), (999, "1970-01-01T00:00:00.000Z")])
    func `finer than milliseconds is cut towards the past`(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test(arguments: 1...20)
    func `any moment survives being written and read again`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let milliseconds = Int64.random(
                in: -62_135_596_800_000...253_402_300_799_999, using: &random)
            let written = Timestamp(microseconds: milliseconds * 1_000)
            #expect(Timestamp(rfc3339: written.description) == written)
        }
    }

    /// Counts days by the leap rule itself, which the conversion does not use.
    @Test func `every day from 1895 to 2005 follows the one before`() {
        var day = Timestamp(year: 1895, month: 1, day: 1)
        for year in 1895...2005 {
            let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year == 2000)
            let months = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, days) in months.enumerated() {
                for number in 1...days {
                    let civil = Timestamp(
                        year: Int64(year), month: Int64(month + 1), day: Int64(number))
                    #expect(civil == day)
                    day = day + .seconds(86_400)
                }
                #expect(day.description.hasSuffix("-01T00:00:00.000Z"))
            }
        }
    }

    @Test func `moments and durations add up to the microsecond`() throws {
        let start = try #require(Timestamp(rfc3339: "2024-02-28T23:59:59.999999Z"))
        #expect(
            start + .microseconds(1) == Timestamp(rfc3339: "2024-02-29T00:00:00Z"))
        #expect((start + .seconds(90)) - start == .seconds(90))
        #expect(start - .milliseconds(1) < start)
        #expect(start - (start + .seconds(5)) == .seconds(-5))
    }

    @Test(arguments: [
        (2_000_000_000, 2_000_000), (1_000_000, 1_000), (1_999, 1), (-1_999, -1), (0, 0),
        (-1_500_000_000, -1_500_000),
    ])
    func `a duration counts whole microseconds`(nanoseconds: Int64, microseconds: Int64) {
        #expect(Duration.nanoseconds(nanoseconds).inMicroseconds == microseconds)
    }
}
