// Money is whole minor units: how exact decimals become them, and how they are written.

import OrderTestKit
import Orders
import Testing

@Suite struct MoneyTests {
    private static let yen = sample(Currency("JPY"))
    private static let dinar = sample(Currency("KWD"))

    @Test(arguments: [
        ("6.84", 684, 684), ("6.8", 680, 680), ("7", 700, 700), ("0", 0, 0),
        ("6.841", 685, 684), ("6.849", 685, 684), ("0.001", 1, 0), ("0.009999", 1, 0),
        ("-6.841", -684, -685), ("-0.001", 0, -1), ("-6.84", -684, -684),
    ])
    func `finer than a cent goes up for costs and down for balances`(
        text: String, up: Int64, down: Int64
    ) {
        #expect(Money(decimal(text), usd, rounding: .up)?.minorUnits == up)
        #expect(Money(decimal(text), usd, rounding: .down)?.minorUnits == down)
    }

    @Test(arguments: [
        ("6.840000000000001", 684), ("6.839999999999999", 684), ("0.30000000000000004", 30),
        ("0.28999999999999998", 29), ("-6.840000000000001", -684), ("-6.839999999999999", -684),
        ("91.19999999999999", 9_120), ("1.00000001", 100), ("0.99999999", 100),
    ])
    func `what binary floating point left behind is not money`(text: String, cents: Int64) {
        #expect(Money(decimal(text), usd, rounding: .up)?.minorUnits == cents)
        #expect(Money(decimal(text), usd, rounding: .down)?.minorUnits == cents)
    }

    @Test(arguments: [("1.00000002", 101, 100), ("1.0000001", 101, 100), ("0.99999998", 100, 99)])
    func `more than a millionth of a cent is no noise`(text: String, up: Int64, down: Int64) {
        #expect(Money(decimal(text), usd, rounding: .up)?.minorUnits == up)
        #expect(Money(decimal(text), usd, rounding: .down)?.minorUnits == down)
    }

    @Test(arguments: [("1200", 1_200), ("0.4", 1), ("1e3", 1_000), ("5.000000000000001", 5)])
    func `a currency without decimals is counted in whole units`(text: String, units: Int64) {
        #expect(Money(decimal(text), Self.yen, rounding: .up)?.minorUnits == units)
    }

    @Test(arguments: [("1", 1_000), ("0.684", 684), ("0.6841", 685), ("1.5", 1_500)])
    func `a currency with three decimals is counted in thousandths`(text: String, units: Int64) {
        #expect(Money(decimal(text), Self.dinar, rounding: .up)?.minorUnits == units)
    }

    @Test(arguments: [
        ("10000000000000", 1_000_000_000_000_000), ("-10000000000000", -1_000_000_000_000_000),
        ("10000000000000.005", 1_000_000_000_000_000),
    ])
    func `the greatest amounts fit`(text: String, cents: Int64) {
        #expect(Money(decimal(text), usd, rounding: .down)?.minorUnits == cents)
    }

    @Test(arguments: [
        "10000000000000.01", "10000000000000.011", "-10000000000000.011", "92233720368547758.08",
        "99999999999999999999999999", "-99999999999999999999999999",
    ])
    func `an amount beyond 64 bits is none`(text: String) {
        for currency in [usd, Self.dinar] {
            let value = ExactDecimal(text)
            #expect(value.flatMap { Money($0, currency, rounding: .up) } == nil)
        }
    }

    @Test func `an amount with a great exponent is none and no crash`() async {
        await #expect(processExitsWith: .success) {
            for text in ["1e26", "1e36", "1e37", "-1e38"] {
                guard let great = ExactDecimal(text) else { continue }
                for code in ["JPY", "USD", "KWD"] {
                    precondition(Money(great, sample(Currency(code)), rounding: .up) == nil)
                }
            }
        }
    }

    @Test(arguments: [
        ("USD", 9_120, "91.20"), ("USD", 5, "0.05"), ("USD", 0, "0.00"), ("USD", -5, "-0.05"),
        ("USD", -12_345, "-123.45"), ("USD", 100, "1.00"), ("JPY", 1_200, "1200"),
        ("JPY", -7, "-7"), ("KWD", 1_500, "1.500"), ("KWD", 5, "0.005"),
    ])
    func `an amount is written with all its currency's decimals`(
        code: String, units: Int64, text: String
    ) {
        let money = Money(minorUnits: units, currency: sample(Currency(code)))
        #expect(money.amount == text)
        #expect(money.description == "\(text) \(code)")
    }

    @Test func `amounts of one currency add up`() {
        #expect(dollars("2.28") + dollars("4.56") == dollars("6.84"))
        #expect(dollars("2.28") - dollars("4.56") == dollars("-2.28"))
        #expect(Money.zero(usd) + dollars("1") == dollars("1"))
        #expect(Money.sum([dollars("0.1"), dollars("0.2"), dollars("-0.3")]) == Money.zero(usd))
        #expect(Money.sum([dollars("6.84")]) == dollars("6.84"))
    }

    @Test func `what is beyond 64 bits is the greatest or the least amount there is`() {
        let most = Money(minorUnits: .max, currency: usd)
        let least = Money(minorUnits: .min, currency: usd)
        let cent = Money(minorUnits: 1, currency: usd)
        #expect(most + cent == most)
        #expect(cent + most == most)
        #expect(most + most == most)
        #expect(least + least == least)
        #expect(least - cent == least)
        #expect(most - least == most)
        #expect(least - most == least)
        #expect(Money.zero(usd) - least == most)
        #expect(Money.sum([most, cent, most]) == most)
        #expect(most - cent + cent == most)
    }

    @Test func `there is no sum of nothing and none of two currencies`() {
        #expect(Money.sum([Money]()) == nil)
        #expect(Money.sum([dollars("2"), Money.zero(Self.yen)]) == nil)
        #expect(Money.sum([Money.zero(Self.yen), dollars("2"), Money.zero(Self.yen)]) == nil)
    }

    @Test(arguments: 1...10)
    func `rounding is never off by a minor unit and never the wrong way`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let cents = Int128(random.number(-1_000_000...1_000_000))
            let rest = Int128(random.number(1...999))
            let value = ExactDecimal(coefficient: cents * 1_000 + rest, scale: 5)
            #expect(Money(value, usd, rounding: .down)?.minorUnits == Int64(cents))
            #expect(Money(value, usd, rounding: .up)?.minorUnits == Int64(cents) + 1)
        }
    }
}
