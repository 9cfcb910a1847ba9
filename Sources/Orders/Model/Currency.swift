// A currency and how many decimal places its amounts have.

/// An ISO 4217 currency code of three capital letters, such as `USD`.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    package let code: String

    /// Nil unless the text is three ASCII letters; they are capitalised.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 3, text.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            return nil
        }
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
