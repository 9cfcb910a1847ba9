// The rule for a name that could become a file name.

/// Names of entries are data of whoever made the archive. This says which of them would stay inside
/// a folder if they were used as a path, on any system.
enum EntryName {
    /// Whether each component is a plain one: not absolute, no drive letter, no empty, `.` or `..`
    /// component (so no folder either, which ends in `/`), no backslash, no control character.
    static func isSafe(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        guard
            !scalars.contains(where: {
                $0 == "\\" || $0 == "\u{FFFD}" || $0.properties.generalCategory == .control
            })
        else { return false }
        if scalars.dropFirst().first == ":", let letter = scalars.first, letter.isASCII,
            letter.properties.isAlphabetic
        {
            return false
        }
        return scalars.split(separator: "/", omittingEmptySubsequences: false)
            .allSatisfy { component in
                !component.isEmpty && !component.elementsEqual(".".unicodeScalars)
                    && !component.elementsEqual("..".unicodeScalars)
            }
    }
}
