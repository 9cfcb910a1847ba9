// Files, functions and lines stay small enough to be read at once.

import Testing

@Suite struct SizeTests {
    private static let fileLines = 400
    private static let functionLines = 70
    private static let columns = 100

    private static let folders =
        Repository.sourceTargets.map { "Sources/\($0)" }
        + Repository.testTargets.map { "Tests/\($0)" }

    @Test(arguments: folders) func `no file has more than 400 lines`(folder: String) {
        expectNone(Repository.swiftFiles(in: folder).flatMap(Self.longFile))
    }

    @Test(arguments: folders) func `no function has more than 70 lines`(folder: String) {
        expectNone(Repository.swiftFiles(in: folder).flatMap(Self.longFunctions))
    }

    @Test(arguments: folders) func `no line has more than 100 columns`(folder: String) {
        expectNone(Repository.swiftFiles(in: folder).flatMap(Self.longLines))
    }

    @Test(arguments: folders) func `every file opens with a comment`(folder: String) {
        expectNone(Repository.swiftFiles(in: folder).flatMap(Self.missingOpening))
    }

    private static func longFile(_ file: SourceFile) -> [Violation] {
        guard file.lineCount > fileLines else { return [] }
        return [Violation(file.path, "\(file.lineCount) lines; at most \(fileLines)")]
    }

    private static func longFunctions(in file: SourceFile) -> [Violation] {
        FunctionSpan.all(in: file.tokens).filter { $0.lineCount > functionLines }.map { span in
            let text = file.lines[span.firstLine - 1].trimmingPrefix { $0 == " " }
            return Violation(
                file.path, line: span.firstLine,
                "\(span.lineCount) lines; at most \(functionLines): \(text)")
        }
    }

    private static func longLines(in file: SourceFile) -> [Violation] {
        file.lines.enumerated()
            // Most lines have no more bytes than columns, and those are counted faster.
            .filter { $0.element.utf8.count > columns && $0.element.count > columns }
            .map {
                Violation(
                    file.path, line: $0.offset + 1,
                    "\($0.element.count) columns; at most \(columns)")
            }
    }

    private static func missingOpening(in file: SourceFile) -> [Violation] {
        let first = file.lines.first ?? ""
        guard first.hasPrefix("// "), first.contains(where: \.isLetter) else {
            return [Violation(file.path, line: 1, "the file does not open with a // comment")]
        }
        return []
    }

    private func sample(_ text: String) -> SourceFile { SourceFile(path: "A.swift", text: text) }

    @Test func `a file of 401 lines is found, one of 400 is not`() {
        #expect(Self.longFile(sample(String(repeating: "\n", count: 401))).count == 1)
        #expect(Self.longFile(sample(String(repeating: "\n", count: 400))) == [])
    }

    @Test func `a function of 71 lines is found with its line, one of 70 is not`() {
        func function(_ lines: Int) -> SourceFile {
            sample("\n    func a() {" + String(repeating: "\n{}", count: lines - 2) + "\n}")
        }
        let found = Self.longFunctions(in: function(71)).map(\.description)
        #expect(found == ["A.swift:2: 71 lines; at most 70: func a() {"])
        #expect(Self.longFunctions(in: function(70)) == [])
    }

    @Test func `a line of 101 columns is found, one of 100 characters is not`() {
        let line = String(repeating: "é", count: 100)
        #expect(Self.longLines(in: sample("a\n" + line + "é")).map(\.line) == [2])
        #expect(Self.longLines(in: sample(line + "\n" + line)) == [])
    }

    @Test(arguments: ["", "import A", "\n// Late.", "/// A doc comment.", "//", "// ---"])
    func `a file that opens otherwise is found`(text: String) {
        #expect(Self.missingOpening(in: sample(text)).count == 1)
        #expect(Self.missingOpening(in: sample("// A sentence.\n" + text)) == [])
    }
}
