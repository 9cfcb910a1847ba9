// How long an answer asks to wait, and the dates of HTTP.

import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct RetryAfterTests {
    /// 2026-02-03T10:11:12Z, a Tuesday.
    private let now = ManualTime.start

    @Test(arguments: [
        ("0", 0), ("1", 1_000), ("1.5", 1_500), ("30", 30_000), ("-5", 0), ("121", 120_000),
        ("99999999999999999999", 120_000), ("1e300", 120_000),
        ("Tue, 03 Feb 2026 10:11:42 GMT", 30_000), ("Tue, 03 Feb 2026 10:11:12 GMT", 0),
        ("Tue, 03 Feb 2026 10:00:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 120_000),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("2026-02-03T10:11:14Z", 2_000),
    ])
    func `seconds and dates are read within bounds`(_ text: String, _ milliseconds: Int) {
        #expect(retryAfter(text, serverNow: now) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        nil, "", " ", "soon", "nan", "inf", "-inf", "1 s", "1,5", "--1", "Tue, 03 Feb 2026",
        "Tue, 03 Feb 2026 10:11:42 CET", "Tue, 03 Smarch 2026 10:11:42 GMT", "10:11:42",
    ])
    func `anything else says nothing`(_ text: String?) {
        #expect(retryAfter(text, serverNow: now) == nil)
    }

    @Test(arguments: [
        ("Tue, 15 Nov 1994 08:12:31 GMT", "1994-11-15T08:12:31.000Z"),
        ("Sun, 29 Feb 2032 23:59:59 GMT", "2032-02-29T23:59:59.000Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00.000Z"),
    ])
    func `a date of HTTP is read`(_ text: String, _ expected: String) {
        #expect(httpDate(text)?.description == expected)
    }

    @Test(arguments: [
        "", "Tue, 15 Nov 1994 08:12:31", "Tue, 15 Nov 1994 08:12 GMT",
        "Tue, 15 Nov 1994 24:00:00 GMT", "Tue, 32 Nov 1994 08:12:31 GMT",
        "Tue, 00 Nov 1994 08:12:31 GMT", "Tue, 15 nov 1994 08:12:31 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Tue, 15 Nov 10000 08:12:31 GMT",
        "Tue, 15 Nov 1994 08:61:31 GMT", "Tue, 15 Nov 1994 08:12:-1 GMT",
    ])
    func `what is no date of HTTP is refused`(_ text: String) {
        #expect(httpDate(text) == nil)
    }
}
