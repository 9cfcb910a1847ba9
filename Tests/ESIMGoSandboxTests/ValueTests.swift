// The small values: money, time, JSON, identifiers.

import Testing

@testable import ESIMGoSandbox

@Suite struct ValueTests {
    @Test(arguments: [
        ("11.40", "11.4", "11.40"), ("500", "500", "500.00"), ("0.000001", "0.000001", "0.000001"),
        ("-0.25", "-0.25", "-0.25"), ("0", "0", "0.00"), ("13.335", "13.335", "13.335"),
    ])
    func `an amount is exact text`(_ text: String, _ shortest: String, _ account: String) throws {
        let amount = try #require(Amount(text))
        #expect(amount.text == shortest)
        #expect(amount.accountText == account)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-02-03T10:11:12.123456789Z", 1_770_113_472_123_456_789),
        ("2026-02-03T11:11:12+01:00", 1_770_113_472_000_000_000),
        ("2024-02-29", 1_709_164_800_000_000_000), ("1969-12-31T23:59:59.5Z", -500_000_000),
    ])
    func `a timestamp is read`(_ text: String, _ nanoseconds: Int64) {
        #expect(Instant(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: ["", "2026", "2026-02-03T10:11Z", "2026-02-03T10:11:12", "2026-13-01", "x"])
    func `what is no timestamp is not read`(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `a timestamp is written with nine digits and as an HTTP date`() {
        let instant = Instant(nanoseconds: 1_770_113_472_000_000_089)
        #expect(instant.text == "2026-02-03T10:11:12.000000089Z")
        #expect(instant.httpText == "Tue, 03 Feb 2026 10:11:12 GMT")
        #expect(Instant(nanoseconds: -1).text == "1969-12-31T23:59:59.999999999Z")
    }

    @Test(arguments: [
        #"{"a":[1,-2.50,1e3,true,null],"b":{"c":"é\n\"\\"}}"#, "[]", #""😀""#, "0",
    ])
    func `JSON comes back as it was`(_ text: String) throws {
        #expect(try JSONReader.read(Array(text.utf8)).serialised == text)
    }

    @Test func `escapes are read`() throws {
        let json = try JSONReader.read(Array(#""\u00e9\ud83d\ude00\/\t""#.utf8))
        #expect(json == .string("é😀/\t"))
    }

    @Test(arguments: [
        "", "{", "[1,]", "01", "1.", "-", "+1", #""a"#, #""\x""#, #""\ud83d""#, "nul", "1 2",
        #"{"a" 1}"#, "\"\u{1}\"", String(repeating: "[", count: 100),
    ])
    func `what is no JSON is refused`(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test func `identifiers look real, differ and can be repeated`() {
        let identifiers = Identifiers(seed: 42)
        let iccids = (0..<2_000).map { identifiers.iccid($0) }
        let codes = (0..<2_000).map { identifiers.matchingID($0) }
        let references = (0..<2_000).map { identifiers.orderReference($0) }
        #expect(Set(iccids).count == 2_000)
        #expect(Set(codes).count == 2_000)
        #expect(Set(references).count == 2_000)
        #expect(
            iccids.allSatisfy {
                $0.count == 19 && $0.hasPrefix("8943108")
                    && Identifiers.luhnDigit(String($0.dropLast())) == $0.last?.wholeNumberValue
            })
        #expect(codes.allSatisfy { $0.wholeMatch(of: /JQ-[0-9A-Z]{6}-[0-9A-Z]{7}/) != nil })
        #expect(
            references.allSatisfy {
                $0.wholeMatch(
                    of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                    != nil
            })
        #expect(Identifiers(seed: 42).iccid(7) == iccids[7])
        #expect(Identifiers.luhnDigit("7992739871") == 3)
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("3s", .seconds(3)), ("15m", .seconds(900)),
        ("2h", .seconds(7_200)),
    ])
    func `a duration is read`(_ text: String, _ duration: Duration) {
        #expect(Duration(sandboxText: text) == duration)
    }

    @Test(arguments: ["", "s", "3", "3d", "-3s", "1.5s"])
    func `what is no duration is not read`(_ text: String) {
        #expect(Duration(sandboxText: text) == nil)
    }
}
