// A colour and the ink that can be read on it.

import Glibc

/// An opaque sRGB colour.
package struct Colour: Hashable, Sendable, CustomStringConvertible {
    private let red: UInt8
    private let green: UInt8
    private let blue: UInt8

    private init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package static let standard = Colour(0x0b, 0x4f, 0x6c)
    static let white = Colour(0xff, 0xff, 0xff)
    static let black = Colour(0, 0, 0)

    /// `#0b4f6c` or `#abc`; nil for anything else.
    package init?(_ text: String) {
        guard text.first == "#" else { return nil }
        var digits = text.dropFirst().compactMap(\.hexDigitValue)
        guard digits.count == text.count - 1, text.utf8.count == text.count else { return nil }
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        guard digits.count == 6 else { return nil }
        self.init(
            UInt8(digits[0] * 16 + digits[1]), UInt8(digits[2] * 16 + digits[3]),
            UInt8(digits[4] * 16 + digits[5]))
    }

    package var description: String {
        "#"
            + [red, green, blue].map { value in
                let digits = String(value, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// Black or white, whichever is read more easily on this colour; one of them always has the
    /// contrast of 4.5 that WCAG 2 asks of text.
    var ink: Colour { contrast(to: .white) >= 4.5 ? .white : .black }

    /// The contrast ratio of WCAG 2, 1…21, in which every step of a channel counts.
    func contrast(to other: Colour) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    private var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    private static func linear(_ value: UInt8) -> Double {
        let share = Double(value) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
