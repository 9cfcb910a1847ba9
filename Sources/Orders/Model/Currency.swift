// A currency and how many decimal places its amounts have.

/// An ISO 4217 currency code of three capital letters, such as `USD`.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    package let code: String

    /// Nil unless the text is three ASCII letters; they are capitalised.
    package init?(_ text: some StringProtocol) {
        // By its bytes: every amount that is read comes with one.
        guard text.utf8.count == 3,
            text.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) })
        else { return nil }
        code = text.uppercased()
    }

    /// Decimal places of the smallest unit by ISO 4217: 2 for most, 0 for `JPY`, 3 for `KWD`.
    package var exponent: Int {
        if Self.withoutDecimals.contains(code) { return 0 }
        return Self.withThreeDecimals.contains(code) ? 3 : 2
    }

    package var description: String { code }

    private static let withoutDecimals: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
        "VUV", "XAF", "XOF", "XPF",
    ]
    private static let withThreeDecimals: Set<String> = [
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    ]
}
