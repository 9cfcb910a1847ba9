// How a finding repeats what a sheet has: short, on one line, and never as terminal commands.

extension String {
    /// The text in double quotes, with control and invisible characters as `\u{…}`, cut after 60
    /// characters: enough to find it by, and a value may be thousands long.
    package var quoted: String {
        let limit = 60
        var text = ""
        for scalar in prefix(limit).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
                .unassigned:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        // Counted only as far as needed: the text may be long.
        let isCut = index(startIndex, offsetBy: limit, limitedBy: endIndex).map { $0 < endIndex }
        return "\"\(text)\(isCut == true ? "…" : "")\""
    }
}
