// Made-up identifiers that look like real ones and never repeat within one sandbox.

/// Identifiers as functions of the state's seed and a counter, so that a run can be repeated.
struct Identifiers: Sendable {
    private enum Stream: UInt64 {
        case reference = 1
        case matchingID, serial
    }

    let seed: UInt64

    /// A UUID of version 4 (RFC 9562) for the order with this number.
    func orderReference(_ number: Int) -> String {
        var random = generator(.reference, number)
        let high = random.next() & ~0xF000 | 0x4000
        let low = random.next() & ~(0b11 << 62) | (0b10 << 62)
        let digits = Array(Self.hexadecimal(high) + Self.hexadecimal(low))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return groups.joined(separator: "-")
    }

    /// 19 digits: an issuer's prefix, a serial number, and the Luhn digit.
    func iccid(_ number: Int) -> String {
        let range: UInt64 = 100_000_000_000
        let offset = generator(.serial, 0).first % range
        let serial = String((offset + UInt64(number)) % range)
        let body = "8943108" + String(repeating: "0", count: 11 - serial.utf8.count) + serial
        return body + String(Self.luhnDigit(body))
    }

    /// Three groups of letters and digits, e.g. `JQ-1Z351U-1U6E44B`.
    func matchingID(_ number: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        var random = generator(.matchingID, number)
        let letters = (0..<13).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        return "JQ-\(String(letters[0..<6]))-\(String(letters[6...]))"
    }

    /// The check digit of ISO/IEC 7812-1, annex B.
    static func luhnDigit(_ digits: String) -> Int {
        let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, element in
            let digit = Int(element.element) - 0x30
            let doubled = element.offset.isMultiple(of: 2) ? digit * 2 : digit
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return (10 - sum % 10) % 10
    }

    private func generator(_ stream: Stream, _ number: Int) -> SplitMix64 {
        SplitMix64(seed: seed, stream: stream.rawValue, substream: UInt64(number))
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension SplitMix64 {
    /// The first draw of this generator.
    fileprivate var first: UInt64 {
        var copy = self
        return copy.next()
    }
}
