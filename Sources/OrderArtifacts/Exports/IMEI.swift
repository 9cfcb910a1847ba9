// The number of a device.

/// An IMEI: 15 digits, the last of which checks the others (3GPP TS 23.003).
struct IMEI: Hashable {
    let digits: String

    /// Nil unless 15 digits are left when the spaces, hyphens, points and slashes that people write
    /// between them are dropped.
    init?(_ text: String) {
        let digits = text.filter { !" -./".contains($0) }
        guard digits.utf8.count == 15,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.digits = digits
    }

    var passesLuhn: Bool {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte - UInt8(ascii: "0"))
            let doubled = digit * 2
            sum += index % 2 == 0 ? digit : (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum.isMultiple(of: 10)
    }
}
