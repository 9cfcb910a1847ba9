// Numbers of the provider are read from their digits.

import FoundationEssentials
import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct WireNumberTests {
    private func read(_ json: String) throws -> WireNumber {
        try #require(
            try JSONDecoder().decode([WireNumber].self, from: Data("[\(json)]".utf8)).first)
    }

    @Test(arguments: [
        ("2.28", "2.28"), ("6.840000000000001", "6.840000000000001"), ("1e2", "100"),
        ("1E+2", "100"), ("1.5e-3", "0.0015"), ("\"497.72\"", "497.72"), ("0", "0"),
        ("-0.5", "-0.5"), ("123456789012.123456789", "123456789012.123456789"),
        ("0.1", "0.1"), ("10000", "10000"), ("9007199254740993", "9007199254740993"),
        ("2.50", "2.5"), ("0.000001", "0.000001"), ("19.990000000000002", "19.990000000000002"),
        ("\"1e2\"", "100"), ("1.10", "1.1"), ("4.35", "4.35"), ("1.005", "1.005"),
    ])
    func `a number is exactly its digits`(_ json: String, _ expected: String) throws {
        #expect(try read(json).value.description == expected)
    }

    @Test(arguments: [
        "true", "{}", "[]", "\"\"", "\"abc\"", "\"1,5\"", "\" 1\"", "\"12 USD\"", "\"0x10\"",
        "\"nan\"", "\"infinity\"",
    ])
    func `what is no number is refused`(_ json: String) {
        #expect(throws: (any Error).self) { try read(json) }
    }

    @Test(arguments: [("10", 10), ("10.0", 10), ("1e3", 1_000), ("\"7\"", 7), ("-1", -1)])
    func `a whole number is known as one`(_ json: String, _ expected: Int) throws {
        #expect(try read(json).whole == expected)
    }

    @Test(arguments: ["1.5", "100000000000000000000000"])
    func `a number with a fraction or beyond all reason is not whole`(_ json: String) throws {
        #expect(try read(json).whole == nil)
    }
}
