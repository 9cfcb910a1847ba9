// A decimal number that is exactly the text it was read from: prices and totals never pass through
// binary floating point.

/// A decimal number `coefficient × 10^-scale`, exact, read from literal text such as `2.28` or
/// `1e2`.
///
/// Two values that denote the same number are equal however they were written (`1.0 == 1`).
package struct ExactDecimal: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The digits, with sign; never a multiple of ten unless `scale` is 0.
    package let coefficient: Int128
    /// How many of the digits stand behind the decimal point, 0…`Limits.decimalScale`.
    package let scale: Int

    package static let zero = ExactDecimal(coefficient: 0, scale: 0)

    package init(coefficient: Int128, scale: Int) {
        precondition((0...Limits.decimalScale).contains(scale))
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient.isMultiple(of: 10) {
            coefficient /= 10
            scale -= 1
        }
        self.coefficient = coefficient
        self.scale = scale
    }

    /// Reads `-12.50`, `12`, `1.2e3`. Nil for anything else and for numbers of more than
    /// `Limits.decimalDigits` digits or `Limits.decimalScale` decimal places.
    package init?(_ text: some StringProtocol) {
        var coefficient: Int128 = 0
        var scale = 0
        var digits = 0
        var seenPoint = false
        var exponent = 0
        var bytes = text.utf8.makeIterator()
        var byte = bytes.next()
        let negative = byte == UInt8(ascii: "-")
        if negative { byte = bytes.next() }
        reading: while let current = byte {
            switch current {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                guard digits <= Limits.decimalDigits else { return nil }
                coefficient = coefficient * 10 + Int128(current - UInt8(ascii: "0"))
                if seenPoint { scale += 1 }
            case UInt8(ascii: ".") where !seenPoint && digits > 0:
                seenPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                var rest: [UInt8] = []
                while let next = bytes.next() { rest.append(next) }
                guard digits > 0, rest.count <= 4,
                    let value = Int(String(decoding: rest, as: UTF8.self))
                else { return nil }
                exponent = value
                break reading
            default:
                return nil
            }
            byte = bytes.next()
        }
        guard digits > 0, !(seenPoint && scale == 0) else { return nil }
        scale -= exponent
        while scale < 0 {
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            coefficient = product
            scale += 1
        }
        while scale > Limits.decimalScale, coefficient.isMultiple(of: 10) {
            coefficient /= 10
            scale -= 1
        }
        guard scale <= Limits.decimalScale,
            coefficient < Self.power(Limits.decimalDigits)
        else { return nil }
        self.init(coefficient: negative ? -coefficient : coefficient, scale: scale)
    }

    /// The shortest exact decimal text: `2.28`, `100`, `-0.5`.
    package var description: String {
        fixed(places: scale)
    }

    /// The text with at least `places` digits behind the point; never fewer than the value needs.
    package func fixed(places: Int) -> String {
        let sign = coefficient < 0 ? "-" : ""
        var digits = String(coefficient.magnitude)
        var scale = scale
        if places > scale {
            digits += String(repeating: "0", count: places - scale)
            scale = places
        }
        guard scale > 0 else { return sign + digits }
        if digits.count <= scale {
            digits = String(repeating: "0", count: scale - digits.count + 1) + digits
        }
        return sign + digits.dropLast(scale) + "." + digits.suffix(scale)
    }

    package static func < (left: Self, right: Self) -> Bool {
        let scale = max(left.scale, right.scale)
        // Twice the width: the greatest number at the finest scale does not fit 128 bits.
        let a = left.coefficient.multipliedFullWidth(by: power(scale - left.scale))
        let b = right.coefficient.multipliedFullWidth(by: power(scale - right.scale))
        return (a.high, a.low) < (b.high, b.low)
    }

    /// Ten to the power of `exponent`.
    static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}
