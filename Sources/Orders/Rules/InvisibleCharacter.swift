// Characters that a person does not see, or takes for a space: pasted in from web pages and mails.

extension Unicode.Scalar {
    /// Without width and without meaning for a value: zero-width spaces and joiners, marks of
    /// direction, soft hyphens, and byte order marks inside a text.
    package var isInvisible: Bool {
        switch value {
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064,
            0x2066...0x206F, 0xFEFF:
            true
        default: false
        }
    }

    /// Joins letters or emoji into one sign, so it may stand inside a name.
    var isJoiner: Bool { value == 0x200C || value == 0x200D }

    /// White space that no space bar, Tab or Enter key makes.
    var isUnusualSpace: Bool {
        properties.isWhitespace && value != 0x20 && !(0x09...0x0D).contains(value)
    }

    /// How a finding names it: `U+00A0 NO-BREAK SPACE`.
    package var label: String {
        let digits = String(value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return (properties.name ?? properties.nameAlias).map { "\(code) \($0)" } ?? code
    }
}
