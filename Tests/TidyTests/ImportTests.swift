// No target imports what it should not know.

import Testing

@Suite struct ImportTests {
    @Test(arguments: Repository.sourceTargets)
    func `a target imports only what the table allows`(target: String) throws {
        let allowed = try #require(ImportTable.allowed[target], "\(target) is not in the table")
        expectNone(
            Repository.swiftFiles(in: "Sources/\(target)")
                .flatMap { Self.violations(in: $0, allowed: allowed) })
    }

    /// A table that allows more than there is lets the next import in unseen.
    @Test(arguments: Repository.sourceTargets)
    func `what a target may import, it imports`(target: String) throws {
        let allowed = try #require(ImportTable.allowed[target])
        let imported = Set(
            Repository.swiftFiles(in: "Sources/\(target)").flatMap { file in
                ImportLine.all(in: file.tokens).map(\.module)
            })
        #expect(allowed.subtracting(imported).sorted() == [])
    }

    @Test(arguments: ImportTable.allowed.keys.sorted())
    func `every target of the table exists`(target: String) {
        #expect(Repository.allSourceTargets.contains(target))
    }

    @Test func `the domain imports nothing and the sandbox nothing of the client`() {
        #expect(ImportTable.allowed["Orders"] == [])
        let ours = ImportTable.allowed["ESIMGoSandbox", default: []]
            .intersection(ImportTable.allowed.keys)
        #expect(ours == ["ZipArchive", "QRCode"])
        let engine = ImportTable.allowed["OrderBatch", default: []]
            .intersection(ImportTable.allowed.keys)
        #expect(engine == ["Orders"])
    }

    private static func violations(in file: SourceFile, allowed: Set<String>) -> [Violation] {
        ImportLine.all(in: file.tokens)
            .filter { !allowed.union(ImportTable.everywhere).contains($0.module) }
            .map { Violation(file.path, line: $0.line, "must not import \($0.module)") }
    }

    @Test(arguments: [
        "import Foundation", "    import Foundation", "package import Foundation",
        "@testable import Foundation", "@preconcurrency package import Foundation",
        "@_spi(Inside) import Foundation", "import struct Foundation.Data",
        "import class Foundation.NSLock", "import func Foundation.exit",
        "import Orders; import Foundation", "#if canImport(Glibc)\nimport Foundation\n#endif",
        "import Foundation.NSObject", "@_exported import Foundation // why",
        "/* a */ import /* b */ Foundation", "import\nFoundation",
    ])
    func `an import that is not allowed is found`(text: String) {
        let file = SourceFile(path: "A.swift", text: text)
        let found = Self.violations(in: file, allowed: ["Orders"]).map(\.message)
        #expect(found == ["must not import Foundation"])
    }

    @Test(arguments: [
        "import Orders", "package import struct Orders.Money", "import Synchronization",
        "// import Foundation", "let text = \"\"\"\n    import Foundation\n    \"\"\"",
        "case .import: break", "let important = 1", "#if canImport(Foundation)\n#endif",
    ])
    func `an import that is allowed, or none, is left alone`(text: String) {
        let file = SourceFile(path: "A.swift", text: text)
        #expect(Self.violations(in: file, allowed: ["Orders"]) == [])
    }
}
