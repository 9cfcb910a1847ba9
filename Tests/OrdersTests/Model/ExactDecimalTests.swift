// Decimal numbers keep exactly the value that their text denotes.

import OrderTestKit
import Orders
import Testing

@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ("0", 0, 0), ("12", 12, 0), ("-12.50", -125, 1), ("2.28", 228, 2), ("007.10", 71, 1),
        ("0.000000000000000001", 1, 18), ("-0.5", -5, 1), ("1.2e3", 1_200, 0), ("1e2", 100, 0),
        ("1E2", 100, 0), ("1e+2", 100, 0), ("125e-2", 125, 2), ("120e-1", 12, 0),
        ("1.50e1", 15, 0), ("0e999", 0, 0), ("0e-999", 0, 0), ("-0", 0, 0), ("-0.00", 0, 0),
        ("1.0000000000000000000", 1, 0), ("10e-19", 1, 18),
        ("6.840000000000001", 6_840_000_000_000_001, 15),
    ])
    func `every form of a number is read exactly`(text: String, coefficient: Int, scale: Int) {
        let value = ExactDecimal(text)
        #expect(value?.coefficient == Int128(coefficient))
        #expect(value?.scale == scale)
    }

    @Test(arguments: [
        "", "-", "+1", "--1", ".5", "-.5", "1.", "1.e2", "1..2", "1.2.3", "1,5", "1 000", " 1",
        "1 ", "1e", "e5", "1e+", "1e1.5", "1e99999", "1x", "0x10", "NaN", "inf", "Infinity", "٣",
        "1٣", "１", "1_000", "1e1_0", "\u{0}", "1\u{0}",
    ])
    func `what is no plain number is refused`(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test func `as many digits as the limit are read and one more is refused`() {
        let places = String(repeating: "9", count: Limits.decimalScale)
        let whole = String(repeating: "9", count: Limits.decimalDigits - Limits.decimalScale)
        #expect(ExactDecimal("\(whole).\(places)")?.description == "\(whole).\(places)")
        #expect(ExactDecimal("9\(whole).\(places)") == nil)
        #expect(ExactDecimal("\(whole).\(places)0") == nil)
        #expect(ExactDecimal(String(repeating: "9", count: Limits.decimalDigits + 1)) == nil)
    }

    @Test(arguments: ["0.0000000000000000001", "1e-19", "1.5e-18", "12e-999"])
    func `finer than the limit of decimal places is refused`(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test(arguments: ["1e26", "1e30", "1e37", "123e25", "1e38", "1e999", "-1e39"])
    func `an exponent does not smuggle in more digits than the limit`(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test func `the greatest and the finest number can be compared`() async {
        await #expect(processExitsWith: .success) {
            let whole = (1...Limits.decimalDigits).map { String(repeating: "9", count: $0) }
            let great = sample(whole.compactMap { ExactDecimal($0) }.max())
            let fine = sample(ExactDecimal("0.000000000000000001"))
            precondition(fine < great)
        }
    }

    @Test(arguments: [("1.0", "1"), ("1e2", "100"), ("-0", "0"), ("2.280", "2.28"), ("10e-1", "1")])
    func `numbers are equal however they are written`(left: String, right: String) {
        #expect(ExactDecimal(left) == ExactDecimal(right))
        #expect(Set([decimal(left), decimal(right)]).count == 1)
    }

    @Test(arguments: [
        ("-2", "-1.5"), ("-1", "0"), ("0", "0.000000000000000001"), ("0.09", "0.1"), ("9", "10.5"),
        ("-10", "2"),
    ])
    func `numbers are ordered by value and not by text`(less: String, greater: String) {
        #expect(decimal(less) < decimal(greater))
        #expect(!(decimal(greater) < decimal(less)))
        #expect(!(decimal(less) < decimal(less)))
    }

    @Test(arguments: [
        ("6.84", 2, "6.84"), ("6.8", 2, "6.80"), ("7", 2, "7.00"), ("7", 0, "7"),
        ("0.001", 2, "0.001"), ("-0.5", 2, "-0.50"), ("-0.05", 0, "-0.05"), ("0", 3, "0.000"),
        ("1200", 0, "1200"),
    ])
    func `fixed places are filled and never cut`(text: String, places: Int, fixed: String) {
        #expect(decimal(text).fixed(places: places) == fixed)
    }

    @Test(arguments: [
        ("2.280", "2.28"), ("1e2", "100"), ("-0.50", "-0.5"), ("-0", "0"), ("000.1", "0.1"),
    ])
    func `the description is the shortest exact text`(text: String, shortest: String) {
        #expect(decimal(text).description == shortest)
    }

    @Test(arguments: 1...20)
    func `any number survives being written and read again`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            // At most 17 digits before the point, as for the greatest amount of money.
            let scale = random.number(0...Limits.decimalScale)
            let digits = random.number(1...min(scale + 17, Limits.decimalDigits))
            var coefficient: Int128 = 0
            for _ in 0..<digits { coefficient = coefficient * 10 + Int128(random.number(0...9)) }
            if random.chance(percent: 50) { coefficient = -coefficient }
            let value = ExactDecimal(coefficient: coefficient, scale: scale)
            #expect(ExactDecimal(value.description) == value)
            #expect(value.fixed(places: scale + 2).hasPrefix(value.description))
            #expect(!(value < value))
        }
    }
}
