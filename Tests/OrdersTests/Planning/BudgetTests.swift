// Whether the money suffices, and how a ceiling is written.

import Orders
import Testing

@Suite struct BudgetTests {
    private static func verdict(
        _ cost: String, of balance: String, upTo ceiling: String? = nil
    ) -> Budget.Verdict {
        Budget(
            cost: dollars(cost), balance: dollars(balance),
            ceiling: ceiling.map { sample(Budget.Ceiling($0)) }
        ).verdict
    }

    @Test(arguments: [
        ("6.84", "6.84"), ("6.84", "100"), ("0", "0"), ("0.01", "0.01"),
    ])
    func `a balance of the cost or more covers it`(cost: String, balance: String) {
        #expect(Self.verdict(cost, of: balance) == .covered)
    }

    @Test(arguments: [("6.84", "6.83", "0.01"), ("100", "0", "100"), ("1", "-5", "6")])
    func `a short balance is short by the difference`(cost: String, balance: String, short: String)
    {
        #expect(Self.verdict(cost, of: balance) == .balanceShort(by: dollars(short)))
    }

    @Test(arguments: [
        ("120", "120.00"), ("120", "120USD"), ("120", "120 usd"), ("119.99", "120"),
        ("0", "0"), ("6.84", "6.849"),
    ])
    func `a ceiling of the cost or more is kept`(cost: String, ceiling: String) {
        #expect(Self.verdict(cost, of: "1000", upTo: ceiling) == .covered)
    }

    @Test(arguments: [("120.01", "120"), ("6.85", "6.849"), ("0.01", "0"), ("5", "4.99USD")])
    func `more than the ceiling is refused even if the balance covers it`(
        cost: String, ceiling: String
    ) {
        #expect(Self.verdict(cost, of: "1000", upTo: ceiling) == .overCeiling)
    }

    @Test func `a ceiling a hair below the cost is not rounded up to it`() {
        #expect(Self.verdict("2.28", of: "1000", upTo: "2.27999999") == .overCeiling)
        #expect(Self.verdict("2.28", of: "1000", upTo: "2.28000001") == .covered)
    }

    @Test func `the caller's own ceiling is told before a short balance`() {
        #expect(Self.verdict("10", of: "1", upTo: "5") == .overCeiling)
        #expect(
            Self.verdict("10", of: "1", upTo: "20") == .balanceShort(by: dollars("9")))
    }

    @Test func `a ceiling beyond all amounts is none`() {
        #expect(Self.verdict("10", of: "1000", upTo: "99999999999999999999") == .covered)
    }

    @Test func `a ceiling in another currency covers nothing`() throws {
        guard case .currenciesDiffer(let reason) = Self.verdict("1", of: "10", upTo: "100EUR")
        else {
            Issue.record("EUR is not USD")
            return
        }
        #expect(reason.contains("EUR") && reason.contains("USD"))
    }

    @Test func `prices and a balance in two currencies are not compared`() {
        let balance = Money(minorUnits: 1_000, currency: sample(Currency("EUR")))
        let budget = Budget(cost: dollars("1"), balance: balance, ceiling: nil)
        guard case .currenciesDiffer(let reason) = budget.verdict else {
            Issue.record("EUR is not USD")
            return
        }
        #expect(reason.contains("EUR") && reason.contains("USD"))
    }

    @Test(
        arguments: [
            ("120", "120", nil), ("120.00", "120", nil), ("0", "0", nil),
            ("120.00USD", "120", "USD"),
            ("120.00 USD", "120", "USD"), ("120usd", "120", "USD"), ("0.5EUR", "0.5", "EUR"),
        ] as [(String, String, String?)])
    func `a ceiling is an amount with or without a currency`(
        text: String, amount: String, code: String?
    ) {
        let ceiling = Budget.Ceiling(text)
        #expect(ceiling?.amount == decimal(amount))
        #expect(ceiling?.currency?.code == code)
        #expect(ceiling != nil)
    }

    @Test(arguments: [
        "", "USD", "-1", "-0.01USD", "1e2", "1E2", "1E2USD", "1e2 USD", "120,00", "1 000", "$120",
        "120$", "120€", "USD120", "120  USD", "120 US", "120 DOLLARS", "120USDT", "120.", ".5",
        " 120", "120 USD ", "NaN", "unlimited",
    ])
    func `anything else is no ceiling`(text: String) {
        #expect(Budget.Ceiling(text) == nil)
    }

    @Test(arguments: [
        ("120", "120.00"), ("120.5USD", "120.50 USD"), ("100JPY", "100 JPY"), ("1KWD", "1.000 KWD"),
        ("0.001", "0.001"),
    ])
    func `a ceiling is written with its currency's decimals`(text: String, written: String) {
        #expect(Budget.Ceiling(text)?.description == written)
    }
}
