// Currency codes and the decimals of their amounts.

import Orders
import Testing

@Suite struct CurrencyTests {
    @Test(arguments: [("USD", "USD"), ("usd", "USD"), ("eUr", "EUR"), ("XXX", "XXX")])
    func `three letters are a currency, in capitals`(text: String, code: String) {
        #expect(Currency(text)?.code == code)
        #expect(Currency(text)?.description == code)
    }

    @Test(arguments: ["", "US", "USDT", "U$D", "US1", " USD", "€", "ÜS", "\u{212A}", "US\u{301}"])
    func `anything else is none`(text: String) {
        #expect(Currency(text) == nil)
    }

    @Test(arguments: [
        ("USD", 2), ("EUR", 2), ("GBP", 2), ("CHF", 2), ("JPY", 0), ("KRW", 0), ("VND", 0),
        ("ISK", 0), ("XOF", 0), ("KWD", 3), ("BHD", 3), ("TND", 3), ("jpy", 0),
    ])
    func `the decimals are those of ISO 4217`(text: String, exponent: Int) {
        #expect(Currency(text)?.exponent == exponent)
    }
}
