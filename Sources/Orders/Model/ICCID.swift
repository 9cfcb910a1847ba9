// The number of an eSIM.

/// An ICCID: 18…22 digits, as text because it does not fit a number's precision. A trailing `F`
/// (padding of the card's storage) is dropped.
package struct ICCID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let digits: String

    package init?(_ text: some StringProtocol) {
        var text = Substring(text)
        if text.last == "F" || text.last == "f" { text = text.dropLast() }
        guard Limits.iccidDigits.contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        digits = String(text)
    }

    /// Whether the last digit is the Luhn check of the rest. Providers print numbers that fail it,
    /// so this is worth a warning and no more.
    package var passesLuhn: Bool {
        var sum = 0
        var isDoubled = digits.utf8.count.isMultiple(of: 2)
        for byte in digits.utf8 {
            var digit = Int(byte - UInt8(ascii: "0"))
            if isDoubled {
                digit *= 2
                if digit > 9 { digit -= 9 }
            }
            isDoubled.toggle()
            sum += digit
        }
        return sum.isMultiple(of: 10)
    }

    package static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }

    package var description: String { digits }
}
