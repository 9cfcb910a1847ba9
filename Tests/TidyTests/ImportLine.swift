// One import, however it is written.

/// The module that an `import` names, with the line that names it.
struct ImportLine: Equatable {
    let module: String
    let line: Int

    private static let kinds: Set = [
        "typealias", "struct", "class", "enum", "protocol", "let", "var", "func", "actor",
    ]

    /// All imports of a file. The word cannot be anything else in Swift, so what stands before it
    /// (attributes, an access level) does not matter; after it may come the kind of what is
    /// imported, and the module is what comes before the first dot.
    static func all(in tokens: [CodeToken]) -> [ImportLine] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", index == 0 || tokens[index - 1].text != "." else {
                return nil
            }
            let module = tokens[(index + 1)...].first {
                !$0.isLineBreak && !kinds.contains($0.text)
            }
            return module.map { ImportLine(module: $0.text, line: tokens[index].line) }
        }
    }
}
