// Everything is where architecture.md says.

import Testing

@Suite struct LayoutTests {
    private static let topLevel: Set = [
        "Package.swift", "Package.resolved", "Sources", "Tests", "samples", "README.md", "docs",
        "scripts", "Benchmarks", "LICENSE", "CHANGELOG.md",
    ]
    /// What running the program or its tests here leaves behind; .gitignore names it too.
    private static let leftBehind: Set = ["orders", "default.profraw"]
    private static let foldersBelowTarget = 2
    /// Folders under Tests that are named after no target.
    private static let otherTests: Set = [
        "OrderTestKit", "EndToEndTests", "Fuzz", "Fuzzing", "FuzzingTests", "Mutants",
        "OrderSimulation", "RawPeer", "Simulate", "SimulationTests", "TidyTests",
    ]

    @Test func `the top level holds what it should and no more`() throws {
        expectNone(Self.strangers(try Repository.topLevel()))
    }

    @Test func `folders are at most two deep below a target`() {
        expectNone(
            Self.tooDeep(Repository.files(under: "Sources") + Repository.files(under: "Tests")))
    }

    @Test func `every file under Tests belongs to a test target`() {
        expectNone(
            Self.homeless(
                Repository.files(under: "Tests"), targets: Repository.allSourceTargets))
    }

    private static func strangers(_ names: [String]) -> [Violation] {
        names.filter {
            !$0.hasPrefix(".") && !topLevel.contains($0) && !leftBehind.contains($0)
        }
        .map { Violation($0, "does not belong at the top level") }
    }

    private static func tooDeep(_ paths: [String]) -> [Violation] {
        // Sources, the target and the file itself are not folders below the target.
        paths.filter { $0.split(separator: "/").count - 3 > foldersBelowTarget }
            .map { Violation($0, "more than \(foldersBelowTarget) folders below its target") }
    }

    private static func homeless(_ paths: [String], targets: [String]) -> [Violation] {
        let homes = otherTests.union(targets.map { $0 + "Tests" })
        return paths.filter { path in
            let parts = path.split(separator: "/").map(String.init)
            return parts.count < 3 || !homes.contains(parts[1])
        }
        .map { Violation($0, "in no folder of a test target") }
    }

    @Test func `a stranger at the top level is found`() {
        let names = ["Sources", ".github", "notes.txt", "Makefile"]
        #expect(Self.strangers(names).map(\.path) == ["notes.txt", "Makefile"])
    }

    @Test func `a third folder is found`() {
        let paths = ["Sources/A/b/c/D.swift", "Sources/A/b/c/d/E.swift", "Tests/A/B.swift"]
        #expect(Self.tooDeep(paths).map(\.path) == ["Sources/A/b/c/d/E.swift"])
    }

    @Test func `a test file without a target is found`() {
        let paths = [
            "Tests/Loose.swift", "Tests/ATests/B.swift", "Tests/BTests/C.swift",
            "Tests/TidyTests/D.swift",
        ]
        let found = Self.homeless(paths, targets: ["A"]).map(\.path)
        #expect(found == ["Tests/Loose.swift", "Tests/BTests/C.swift"])
    }
}
