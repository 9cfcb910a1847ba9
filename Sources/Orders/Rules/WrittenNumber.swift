// Tells a whole number from one that a spreadsheet has put into its own form.

/// How a text reads as a number.
enum WrittenNumber: Equatable {
    /// An optional sign and ASCII digits; nil if the number does not fit an `Int`.
    case whole(Int?)
    /// Digits with a decimal point, a decimal comma, thousands separators or an exponent, such as
    /// `8.94E+18`, `1,00` or `1.0`.
    case rewritten
    case other

    init(_ text: String) {
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
            bytes.removeFirst()
        }
        guard Self.skipDigits(&bytes) else {
            self = .other
            return
        }
        guard !bytes.isEmpty else {
            self = .whole(Int(text))
            return
        }
        while bytes.first == UInt8(ascii: ".") || bytes.first == UInt8(ascii: ",") {
            bytes.removeFirst()
            // `1.` is what some spreadsheets write for a number with no decimals shown.
            guard Self.skipDigits(&bytes) else { break }
        }
        if bytes.first == UInt8(ascii: "E") || bytes.first == UInt8(ascii: "e") {
            bytes.removeFirst()
            if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") {
                bytes.removeFirst()
            }
            guard Self.skipDigits(&bytes) else {
                self = .other
                return
            }
        }
        self = bytes.isEmpty ? .rewritten : .other
    }

    /// False if there is no digit to skip.
    private static func skipDigits(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        let before = bytes.count
        bytes = bytes.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return bytes.count < before
    }
}
