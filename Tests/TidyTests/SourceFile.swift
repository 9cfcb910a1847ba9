// A Swift file as its reader sees it and as the compiler does.

/// One Swift file: its lines, and the same lines with comments and texts blanked, so that a word in
/// a comment is not taken for code.
struct SourceFile: Sendable {
    /// From the repository's root on.
    let path: String
    let lines: [String]
    let codeLines: [String]
    let tokens: [CodeToken]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let code = CodeMask.blanked(text)
        codeLines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        tokens = CodeToken.all(in: code)
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Lines of the file, a last line break not counted as one more.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }
}
