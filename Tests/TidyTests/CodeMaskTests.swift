// The tests' own eyes: what is code and what is not, where a function ends.

import Testing

@Suite struct CodeMaskTests {
    private func code(_ text: String) -> String {
        String(decoding: CodeMask.blanked(text), as: UTF8.self)
    }

    @Test(arguments: [
        "// public", "/// public", "/* public */", "/* a /* public */ public */",
        "\"public\"", "\"a \\\" public\"", "\"\"\"\n  public \" public\n  \"\"\"",
        "#\"public \" public\"#", "#\"\"\"\n public \\(public) \"\"\" \n\"\"\"#",
        "f(/public\"{/)", "x = #/public / {/#", "`public`", "\"\\\\\" /* public */",
        "\"\\(value) public\"", "\"\\(f(\"public\"))\"", "a / b // public",
        "\"\\(f(\"\\(g(\"public\"))\"))\"", "x = /a\\/public/",
    ])
    func `a word in a comment, a text, a pattern or a raw name is not code`(text: String) {
        #expect(!code(text).contains("public"))
        #expect(code(text).utf8.count == text.utf8.count)
        #expect(code(text).split(separator: "\n").count == text.split(separator: "\n").count)
    }

    @Test(arguments: [
        "public", "\"a\" public \"b\"", "/* a */ public", "// a\npublic", "\"\\(public)\"",
        "\"\"\"\n \\(public)\n\"\"\"", "#\"\\#(public)\"#", "a / b; public; c / d",
        "\"\\\\\" + public", "\"unclosed\npublic", "#if public", "f(x / 2, public / 3)",
        "\"\" + public + \"\"", "`a \" b` public", "/* /* */ */ public", "(a) / public / (b)",
    ])
    func `a word outside of them is code`(text: String) {
        #expect(code(text).contains("public"))
    }
}

@Suite struct FunctionSpanTests {
    /// A file in which they do not would show that the scanner took a text for code or the reverse,
    /// and then nothing else that these tests say of the file could be trusted.
    @Test func `in every file of the package each brace has its partner`() {
        expectNone(
            Repository.swiftFiles.compactMap { file in
                let opening = file.tokens.count { $0.text == "{" }
                let closing = file.tokens.count { $0.text == "}" }
                return opening == closing
                    ? nil : Violation(file.path, "\(opening) { but \(closing) }")
            })
    }

    private func spans(_ text: String) -> [FunctionSpan] {
        FunctionSpan.all(in: SourceFile(path: "A.swift", text: text).tokens)
    }

    @Test(arguments: [
        ("func a() {\n}", [2]),
        ("func a() {}", [1]),
        ("func a(\n    b: Int\n) -> [Int: () -> Void] {\n    if b { c() }\n}", [5]),
        ("func `a } brace`() {\n    \"}\"  // }\n    /* } */\n}", [4]),
        ("func a() {\n    \"\"\"\n    } \\(b { c }) {\n    \"\"\"\n}", [5]),
        ("func a(b: () -> Void = { c() }) {\n}", [2]),
        ("init?(a: Int) throws(E) {\n    self.init()\n    b = .init(c)\n}", [4]),
        ("deinit {\n}", [2]),
        ("subscript(a: Int) -> Int {\n    a\n}", [3]),
        ("var a: Int {\n    get { 1 }\n    set {}\n}", [4]),
        ("var a: Int\n{\n    1\n}", [4]),
        ("var a = 1\nvar b = 2\n", []),
        ("protocol P {\n    func a() -> Int\n    init(b: Int)\n    var c: Int { get }\n}", [1]),
        ("func a() {\n    func b() {\n    }\n}", [4, 2]),
        ("func a<T>(b: T) async throws -> T where T: P {\n\n}", [3]),
        ("static func == (a: A, b: A) -> Bool {\n    a.b == b.b\n}", [3]),
    ])
    func `a function is measured from its keyword to its brace`(text: String, lengths: [Int]) {
        #expect(spans(text).map(\.lineCount) == lengths)
    }
}
