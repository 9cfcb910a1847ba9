// The mutants that test the tests still fit the code that they break.

import Foundation
import Testing

@Suite struct MutantTests {
    private static let patches = Repository.files(under: "Tests/Mutants")

    @Test func `there is a mutant for each that the table of them names`() throws {
        let page = try #require(Repository.text(of: "docs/reliability.md"))
        let table = try #require(page.components(separatedBy: "| broken |").last)
        let rows = table.split(separator: "\n").dropFirst(2).prefix { $0.hasPrefix("| ") }
        #expect(rows.count == Self.patches.count)
        #expect(rows.count >= 23)
    }

    @Test(arguments: patches)
    func `a mutant fits the code, says what it breaks and what notices`(_ path: String) throws {
        let text = try #require(Repository.text(of: path))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first?.hasPrefix("Mutant: ") == true)
        let caught = try #require(lines.dropFirst().first)
        try #require(caught.hasPrefix("Caught by: "))
        for suite in caught.dropFirst("Caught by: ".count).split(separator: "|") {
            let isThere =
                Repository.testTargets.contains(String(suite))
                || Repository.swiftFiles.contains { $0.path.hasSuffix("/\(suite).swift") }
            #expect(isThere, "there are no tests called \(suite)")
        }
        expectNone(Self.misfits(lines) { Repository.text(of: $0) })
    }

    /// The hunks whose old lines do not stand in their file.
    private static func misfits(
        _ lines: [String], text: (String) -> String?
    ) -> [Violation] {
        var file = ""
        var hunks: [(file: String, old: [String])] = []
        for line in lines {
            if line.hasPrefix("--- a/") {
                file = String(line.dropFirst("--- a/".count))
            } else if line.hasPrefix("@@ ") {
                hunks.append((file, []))
            } else if !hunks.isEmpty, line.hasPrefix(" ") || line.hasPrefix("-") {
                hunks[hunks.count - 1].old.append(String(line.dropFirst()))
            }
        }
        let misfits = hunks.filter { hunk in
            text(hunk.file)?.contains(hunk.old.joined(separator: "\n")) != true
        }
        return (hunks.isEmpty ? [Violation(file, "a mutant without a change")] : [])
            + misfits.map { Violation($0.file, "has no longer: \($0.old.joined(separator: "\n"))") }
    }

    @Test func `a mutant of code that has changed is found`() {
        let patch = ["--- a/A.swift", "+++ b/A.swift", "@@ -1,2 +1,2 @@", " one", "-two", "+three"]
        #expect(Self.misfits(patch) { _ in "zero\none\ntwo\n" }.isEmpty)
        #expect(Self.misfits(patch) { _ in "one\nfour\n" }.map(\.path) == ["A.swift"])
        #expect(Self.misfits([]) { _ in nil }.count == 1)
    }
}
