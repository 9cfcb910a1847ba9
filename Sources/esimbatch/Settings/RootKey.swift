// Which keys stand where in a YAML file that has one `key: value` per line.

import Foundation

/// A key at the root of a YAML file. The library that reads the values passes over keys that nobody
/// asks for; whoever means to refuse those needs to know them all.
struct RootKey {
    let name: String
    /// What stands behind the colon, without white space around it.
    let value: String
    /// From 1.
    let line: Int

    /// All keys, in the file's order. The root is as far in as the first line that has something.
    static func all(in text: String) -> [RootKey] {
        var root: Int?
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated().compactMap { index, line in
                let content = line.drop(while: \.isWhitespace)
                guard let first = content.first, first != "#", first != "-" else { return nil }
                let depth = line.count - content.count
                guard depth == root ?? depth, let colon = content.firstIndex(of: ":") else {
                    return nil
                }
                root = depth
                return RootKey(
                    name: content[..<colon].trimmingCharacters(
                        in: CharacterSet(charactersIn: "\"' ")),
                    value: content[content.index(after: colon)...].trimmingCharacters(
                        in: .whitespaces),
                    line: index + 1)
            }
    }
}
