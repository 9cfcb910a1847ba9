// Links in the documentation lead somewhere.

import Foundation
import Testing

@Suite struct MarkdownLinkTests {
    private static func pages() throws -> [String] {
        (try Repository.topLevel() + Repository.files(under: "docs"))
            .filter { $0.hasSuffix(".md") }
    }

    @Test func `every relative link of README and docs points to a file that exists`() throws {
        expectNone(
            try Self.pages().flatMap { page in
                Self.violations(in: Repository.text(of: page) ?? "", of: page, Repository.exists)
            })
    }

    private static func violations(
        in text: String, of page: String, _ exists: (String) -> Bool
    ) -> [Violation] {
        MarkdownLink.all(in: text).compactMap { link in
            guard let path = resolved(link.target, from: page) else {
                return Violation(page, line: link.line, "\(link.target) leaves the repository")
            }
            guard exists(path) else {
                return Violation(page, line: link.line, "\(link.target) does not exist")
            }
            return nil
        }
    }

    /// The path from the root on, or nil when it leads outside.
    private static func resolved(_ target: String, from page: String) -> String? {
        guard let target = target.removingPercentEncoding, !target.hasPrefix("/") else {
            return nil
        }
        var parts = page.split(separator: "/").dropLast()
        for part in target.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return target.isEmpty ? "(nothing)" : parts.joined(separator: "/")
    }

    @Test(arguments: [
        "[a](missing.md)", "![a](missing.png)", "[a](missing.md#part)", "[a](<missing.md>)",
        "[a](missing.md \"title\")", "[a]: missing.md", "[a](../../outside.md)", "[a](/etc/x)",
        "[a](there.md) and [b](missing.md)", "[a]()", "[a](there.md/../../../x)",
        "[`code`](missing.md)",
    ])
    func `a link that leads nowhere is found`(text: String) {
        let found = Self.violations(in: "\n" + text, of: "docs/page.md") { $0 == "docs/there.md" }
        #expect(found.map(\.line) == [2])
    }

    @Test(arguments: [
        "[a](there.md)", "[a](./there.md#part)", "[a](../docs/there.md)", "[a](#part)",
        "[a](https://example.com/missing.md)", "[a](mailto:a@example.com)", "`[a](missing.md)`",
        "```\n[a](missing.md)\n```", "[a]: there.md", "[a](the%72e.md)", "a [b] (c)",
    ])
    func `a link that leads somewhere, or is none, is left alone`(text: String) {
        let found = Self.violations(in: text, of: "docs/page.md") { $0 == "docs/there.md" }
        #expect(found == [])
    }
}
