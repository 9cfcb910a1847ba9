// The manifest keeps the strict settings for every target of ours.

import Testing

@Suite struct ManifestTests {
    private static let settings = [
        ".swiftLanguageMode(.v6)",
        ".enableUpcomingFeature(\"ExistentialAny\")",
        ".enableUpcomingFeature(\"ImmutableWeakCaptures\")",
        ".enableUpcomingFeature(\"InferIsolatedConformances\")",
        ".enableUpcomingFeature(\"InternalImportsByDefault\")",
        ".enableUpcomingFeature(\"MemberImportVisibility\")",
        ".enableUpcomingFeature(\"NonisolatedNonsendingByDefault\")",
        ".strictMemorySafety()",
        ".treatAllWarnings(as: .error)",
    ]

    private static func manifest() throws -> String {
        try #require(Repository.text(of: "Package.swift"), "there is no Package.swift")
    }

    @Test func `the manifest has the settings, the tools version and no unsafe flags`() throws {
        expectNone(Self.violations(in: try Self.manifest()))
    }

    @Test func `every target gets the settings`() throws {
        expectNone(Self.targetsWithoutSettings(in: try Self.manifest()))
    }

    private static func violations(in text: String) -> [Violation] {
        var found: [Violation] = []
        if !text.hasPrefix("// swift-tools-version: 6.3\n") {
            found.append(Violation("Package.swift", line: 1, "the tools version is not 6.3"))
        }
        if text.contains("unsafeFlags") {
            found.append(Violation("Package.swift", "unsafeFlags are not allowed"))
        }
        let lines = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        let start = lines.firstIndex { $0.hasPrefix("let settings: [SwiftSetting] = [") }
        let list = lines[(start.map { $0 + 1 } ?? lines.endIndex)...].prefix { $0 != "]" }
            .map { $0.hasSuffix(",") ? String($0.dropLast()) : String($0) }
        for setting in settings where !list.contains(setting) {
            found.append(Violation("Package.swift", "the setting \(setting) is missing"))
        }
        for setting in list where !settings.contains(setting) {
            found.append(Violation("Package.swift", "the setting \(setting) is not agreed"))
        }
        return found
    }

    /// Each `.target(`, `.executableTarget(` and `.testTarget(` up to its closing parenthesis.
    private static func targetsWithoutSettings(in text: String) -> [Violation] {
        let tokens = CodeToken.all(in: CodeMask.blanked(text)).filter { !$0.isLineBreak }
        let calls: Set = ["target", "executableTarget", "testTarget"]
        return tokens.indices.dropFirst().dropLast().compactMap { index in
            guard calls.contains(tokens[index].text), tokens[index - 1].text == ".",
                tokens[index + 1].text == "("
            else { return nil }
            var depth = 0
            let call = tokens[(index + 1)...].prefix { token in
                if token.text == "(" { depth += 1 }
                if token.text == ")" { depth -= 1 }
                return depth > 0
            }
            let words = call.map(\.text).joined(separator: " ")
            return words.contains("swiftSettings : settings")
                ? nil
                : Violation(
                    "Package.swift", line: tokens[index].line, "a target without the settings")
        }
    }

    @Test func `a manifest that is laxer is found`() throws {
        let manifest = try Self.manifest()
        let lax: [(String, String)] = [
            ("tools-version: 6.3", "tools-version: 5.9"),
            (".strictMemorySafety(),", ""),
            (".treatAllWarnings(as: .error)", ".treatAllWarnings(as: .warning)"),
            (".swiftLanguageMode(.v6)", ".swiftLanguageMode(.v5)"),
            ("let settings: [SwiftSetting]", "let laxSettings: [SwiftSetting]"),
            (".strictMemorySafety(),", ".strictMemorySafety(),\n    .unsafeFlags([\"-O\"]),"),
        ]
        for (old, new) in lax {
            let changed = manifest.replacing(old, with: new)
            try #require(changed != manifest)
            #expect(!Self.violations(in: changed).isEmpty, "\(old) → \(new)")
        }
    }

    @Test func `a target without the settings is found`() {
        let text = """
            let a = [
                .target(name: "A", dependencies: ["B", c()], swiftSettings: settings),
                .testTarget(
                    name: "B", swiftSettings: other),
                .systemLibrary(name: "C"),
            ]
            """
        #expect(Self.targetsWithoutSettings(in: text).map(\.line) == [3])
    }
}
