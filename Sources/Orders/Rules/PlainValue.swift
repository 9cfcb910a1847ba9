// What can be told of a value from its bytes alone.

/// Judges values by their bytes. It says yes only where no rule can have anything to say; a no
/// means that the rules have to look.
enum PlainValue {
    /// Whether there is no white space around the value, and nothing invisible: both ends are
    /// visible ASCII or letters.
    static func hasVisibleEnds(_ value: Span<UInt8>) -> Bool {
        isVisible(value[0]) && isVisible(value[value.count - 1])
            || hasLettersForEnds(value)
    }

    /// Whether it is 1…`limit` characters of ASCII that a name may have. (Its ends are visible.)
    static func isName(_ value: Span<UInt8>, upTo limit: Int) -> Bool {
        guard value.count <= limit else { return false }
        // Without a way out between: then the compiler looks at many at once.
        var others: UInt8 = 0
        for index in value.indices { others |= isPrintableASCII(value[index]) ? 0 : 1 }
        return others == 0
    }

    /// A number that may be a line's quantity; nil for whatever is not plainly one.
    static func quantity(_ value: Span<UInt8>) -> Int? {
        guard value.count <= 5 else { return nil }
        var number = 0
        for index in value.indices {
            let digit = value[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
        }
        return Limits.quantity.contains(number) ? number : nil
    }

    /// Whether it may be a number with an exponent as spreadsheets write it.
    static func mayHaveExponent(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: "+") { return true }
        return false
    }

    static func isDigits(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] &- UInt8(ascii: "0") > 9 { return false }
        return true
    }

    /// One ICCID with the right check digit.
    static func iccid(_ value: Span<UInt8>) -> ICCID? {
        guard isDigits(value.extracting(last: 1)), let iccid = ICCID(value), iccid.passesLuhn else {
            return nil
        }
        return iccid
    }

    private static func isVisible(_ byte: UInt8) -> Bool { byte &- 0x21 <= 0x7E - 0x21 }

    private static func isPrintableASCII(_ byte: UInt8) -> Bool { byte &- 0x20 <= 0x7E - 0x20 }

    /// For the value's few that are not ASCII at an end.
    private static func hasLettersForEnds(_ value: Span<UInt8>) -> Bool {
        // A character has at most four bytes, so a longer prefix and suffix hold the ends whole.
        let first = String(utf8: value.extracting(first: 4)).unicodeScalars.first
        let last = String(utf8: value.extracting(last: 4)).unicodeScalars.last
        return first.map(isVisible) == true && last.map(isVisible) == true
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? isVisible(UInt8(scalar.value))
            : scalar.properties.isAlphabetic && scalar.properties.generalCategory != .format
    }
}
