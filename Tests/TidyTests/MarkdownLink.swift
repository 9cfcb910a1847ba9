// The links of a Markdown page.

/// A link that points into the repository.
struct MarkdownLink: Equatable {
    /// As written, without a title, an anchor or angle brackets.
    let target: String
    let line: Int

    /// The relative links of a page, `[text](target)` and `[name]: target`, outside of code. Those
    /// with a scheme and those to a heading of the same page are left out.
    static func all(in text: String) -> [MarkdownLink] {
        var isCode = false
        var links: [MarkdownLink] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let start = line.trimmingPrefix { $0 == " " }
            if start.hasPrefix("```") || start.hasPrefix("~~~") {
                isCode.toggle()
                continue
            }
            guard !isCode, line.contains("]") else { continue }
            let prose = line.replacing(/`[^`]*`/, with: "")
            var targets = prose.matches(of: /\]\(\s*(<[^>]*>|[^)\s]*)[^)]*\)/).map { $0.1 }
            if let definition = prose.firstMatch(of: /^ {0,3}\[[^\]]+\]:\s*(<[^>]*>|\S+)/) {
                targets.append(definition.1)
            }
            links += targets.compactMap(relative).map {
                MarkdownLink(target: $0, line: index + 1)
            }
        }
        return links
    }

    private static func relative(_ target: Substring) -> String? {
        let plain = target.filter { $0 != "<" && $0 != ">" }
        guard plain.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:/) == nil,
            let path = plain.split(separator: "#", omittingEmptySubsequences: false).first
        else { return nil }
        // A link with nothing in it points nowhere; one to an anchor only stays on the page.
        return path.isEmpty && plain.hasPrefix("#") ? nil : String(path)
    }
}
