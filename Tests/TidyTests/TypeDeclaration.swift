// Types that other modules may use.

/// A type that is declared `package` at file scope.
struct TypeDeclaration: Equatable {
    let name: String
    let line: Int

    private static let modifiers: Set = ["final", "indirect", "nonisolated", "distributed"]
    private static let typeWords: Set = [
        "struct", "enum", "class", "actor", "protocol", "typealias",
    ]

    static func packageTypes(in tokens: [CodeToken]) -> [TypeDeclaration] {
        var found: [TypeDeclaration] = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token.text == "{" { depth += 1 }
            if token.text == "}" { depth -= 1 }
            guard depth == 0, token.text == "package" else { continue }
            let rest = tokens[(index + 1)...].drop {
                $0.isLineBreak || modifiers.contains($0.text)
            }
            guard let keyword = rest.first, typeWords.contains(keyword.text),
                let name = rest.dropFirst().first
            else { continue }
            found.append(TypeDeclaration(name: name.text, line: token.line))
        }
        return found
    }

    /// Whether a `///` comment is directly above, attributes aside.
    func isDocumented(in lines: [String]) -> Bool {
        for line in lines[..<(line - 1)].reversed() {
            let text = line.trimmingPrefix { $0 == " " }
            if text.hasPrefix("@") { continue }
            return text.hasPrefix("///")
        }
        return false
    }
}
