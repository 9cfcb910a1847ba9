// Every type that crosses a module says what the caller may rely on.

import Testing

@Suite struct DocCommentTests {
    @Test(arguments: Repository.sourceTargets)
    func `every package type has a doc comment`(target: String) {
        expectNone(Repository.swiftFiles(in: "Sources/\(target)").flatMap(Self.violations))
    }

    private static func violations(in file: SourceFile) -> [Violation] {
        TypeDeclaration.packageTypes(in: file.tokens)
            .filter { !$0.isDocumented(in: file.lines) }
            .map {
                Violation(file.path, line: $0.line, "\($0.name) has no /// comment above it")
            }
    }

    @Test(arguments: [
        "package struct A {}",
        "// A plain comment.\npackage enum A {}",
        "/// Detached.\n\npackage actor A {}",
        "@safe\npackage final class A {}",
        "import B\npackage protocol A {}",
        "package\nstruct A {}",
        "package typealias A = Int",
        "final package class A {}",
        "package indirect enum A {}",
        "struct B { }\npackage struct A {}",
    ])
    func `a package type without one is found`(text: String) {
        #expect(Self.violations(in: SourceFile(path: "A.swift", text: text)).count == 1)
    }

    @Test(arguments: [
        "/// Documented.\npackage struct A {}",
        "/// Documented.\n@safe\n@frozen\npackage final class A {}",
        "struct A {}",
        "package import Orders",
        "package func free() {}",
        "struct B { package struct A {} }",
        "extension B {\n    package enum A {}\n}",
        "let text = \"package struct A {}\"",
        "// package struct A {}",
    ])
    func `what needs none is left alone`(text: String) {
        #expect(Self.violations(in: SourceFile(path: "A.swift", text: text)) == [])
    }
}
