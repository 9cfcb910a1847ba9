// Where a function begins and ends.

/// A function, initialiser, subscript or computed property, from its keyword to its closing brace.
struct FunctionSpan: Equatable {
    let keyword: String
    let firstLine: Int
    let lastLine: Int

    var lineCount: Int { lastLine - firstLine + 1 }

    private static let functionWords: Set = ["func", "init", "deinit", "subscript"]
    /// What begins another declaration, so the one before had no body: it was a requirement.
    private static let declarationWords: Set = [
        "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "enum", "class",
        "actor", "protocol", "extension", "typealias", "associatedtype", "static", "package",
        "private", "fileprivate", "public", "internal", "mutating", "override",
    ]

    /// All of a file, nested ones too, in the order of their keywords.
    static func all(in tokens: [CodeToken]) -> [FunctionSpan] {
        tokens.indices.compactMap { index in
            let token = tokens[index]
            let isMember = index > 0 && tokens[index - 1].text == "."
            let opening: Int? =
                if isMember {
                    nil
                } else if functionWords.contains(token.text) {
                    body(after: index, in: tokens, endsAtLine: false)
                } else if token.text == "var" {
                    body(after: index, in: tokens, endsAtLine: true)
                } else {
                    nil
                }
            guard let opening, let closing = closing(of: opening, in: tokens) else { return nil }
            return FunctionSpan(
                keyword: token.text, firstLine: token.line, lastLine: tokens[closing].line)
        }
    }

    /// The index of the brace that opens the body, or nil when there is none.
    private static func body(
        after index: Int, in tokens: [CodeToken], endsAtLine: Bool
    ) -> Int? {
        var depth = 0
        for position in (index + 1)..<max(tokens.count, index + 1) {
            switch tokens[position].text {
            case "(", "[": depth += 1
            case ")", "]":
                depth -= 1
                if depth < 0 { return nil }
            case _ where depth > 0: continue
            case "{": return position
            case "}", ";": return nil
            case "\n" where endsAtLine:
                let next = tokens[position...].first { !$0.isLineBreak }
                if next?.text != "{" { return nil }
            case let word where declarationWords.contains(word): return nil
            default: continue
            }
        }
        return nil
    }

    private static func closing(of opening: Int, in tokens: [CodeToken]) -> Int? {
        var depth = 0
        for position in opening..<tokens.count {
            switch tokens[position].text {
            case "{": depth += 1
            case "}": depth -= 1
            default: continue
            }
            if depth == 0 { return position }
        }
        return nil
    }
}
