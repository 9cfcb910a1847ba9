// Our code keeps clear of what this project does not allow itself.

import Testing

@Suite struct ForbiddenWordTests {
    @Test(arguments: ForbiddenWord.all)
    func `no source file uses a forbidden word`(word: ForbiddenWord) throws {
        expectNone(
            try Repository.swiftFiles(in: "Sources").flatMap { file in
                try word.lines(in: file).map {
                    Violation(file.path, line: $0, "\(word.name): \(word.reason)")
                }
            })
    }

    @Test(arguments: Repository.sourceTargets)
    func `no source file has a TODO or FIXME without its reason`(target: String) {
        expectNone(Repository.swiftFiles(in: "Sources/\(target)").flatMap(Self.bareMarkers))
    }

    /// A marker needs a few words that say why it stays.
    private static func bareMarkers(in file: SourceFile) -> [Violation] {
        file.lines.enumerated().compactMap { index, line in
            guard line.contains("TODO") || line.contains("FIXME"),
                let marker = line.firstMatch(of: /\b(TODO|FIXME)\b(.*)$/),
                marker.2.split(whereSeparator: { !$0.isLetter }).count < 3
            else { return nil }
            return Violation(file.path, line: index + 1, "\(marker.1) without a reason")
        }
    }

    private static let place = "Sources/Orders/A.swift"

    @Test(arguments: [
        ("struct A: @unchecked Sendable {}", "@unchecked Sendable"),
        ("nonisolated(unsafe) var a = 1", "nonisolated(unsafe)"),
        ("public struct A {}", "public"),
        ("public import Orders", "public"),
        ("let a = try! b()", "try!"),
        ("let a = b as! C", "as!"),
        ("fatalError(\"no\")", "fatalError"),
        ("print(a)", "print"),
        ("    Swift.print(a)", "print"),
        ("let a = \"\\(print(b))\"", "print"),
        ("Task { await a() }", "unstructured Task"),
        ("let a = Task<Void, Never> { }", "unstructured Task"),
        ("Task(priority: .low) { }", "unstructured Task"),
        ("Task.detached { }", "unstructured Task"),
        ("await withTaskGroup(of: Int.self) { _ in }", "task group"),
        ("try await withThrowingTaskGroup { _ in }", "task group"),
        ("await withDiscardingTaskGroup { _ in }", "task group"),
        ("sleep(1)", "sleeping thread"),
        ("Thread.sleep(forTimeInterval: 1)", "sleeping thread"),
        ("usleep(5)", "sleeping thread"),
    ])
    func `a forbidden word is found`(text: String, name: String) throws {
        let file = SourceFile(path: Self.place, text: "\n" + text)
        let found = try ForbiddenWord.all.filter { try $0.lines(in: file) == [2] }
        #expect(found.map(\.name) == [name])
    }

    @Test(arguments: [
        "// public, try!, print(a), Task { }", "let a = \"public print(a)\"",
        "a.print(b)", "func print(_ a: Int) {}", "debugPrint(a)", "let publicKey = 1",
        "try await Task.sleep(for: a)", "try await clock.sleep(until: a)", "try await sleep(a)",
        "func sleep(until a: Instant) async throws {}", "try Task.checkCancellation()",
        "await withTaskCancellationHandler { } onCancel: { }", "nonisolated func a() {}",
        "let a = try? b()", "let a = b as? C", "let task: Task<Void, Never>", "TaskLocal()",
    ])
    func `a harmless line is left alone`(text: String) throws {
        let file = SourceFile(path: Self.place, text: text)
        #expect(try ForbiddenWord.all.filter { try !$0.lines(in: file).isEmpty }.isEmpty)
    }

    @Test(arguments: [
        ("Sources/esimbatch/Output/A.swift", "print(a)", true),
        ("Sources/esimbatch/Commands/A.swift", "print(a)", false),
        ("Sources/OrderBatch/Shielded.swift", "Task { }", true),
        ("Sources/OrderBatch/Folder/Shielded.swift", "Task { }", true),
        ("Sources/OrderBatch/NotShielded.swift", "Task { }", false),
        ("Sources/OrderLedger/Shielded.swift", "Task { }", false),
        ("Sources/OrderBatch/forEachConcurrently.swift", "withTaskGroup", true),
        ("Sources/ESIMGoSandbox/A.swift", "withTaskGroup", true),
        ("Sources/OrderBatch/Runner.swift", "withTaskGroup", false),
    ])
    func `an exception holds in its place only`(
        path: String, text: String, isAllowed: Bool
    ) throws {
        let file = SourceFile(path: path, text: text)
        #expect(try ForbiddenWord.all.allSatisfy { try $0.lines(in: file).isEmpty } == isAllowed)
    }

    @Test(arguments: ["// TODO", "// FIXME:", "/* TODO: later */", "// TODO fix this"])
    func `a bare marker is found`(text: String) {
        let file = SourceFile(path: Self.place, text: text)
        #expect(Self.bareMarkers(in: file).count == 1)
    }

    @Test(arguments: [
        "// TODO: drop this when the API pages its assignments", "let aTODOlist = 1", "",
    ])
    func `a marker with a reason is left alone`(text: String) {
        #expect(Self.bareMarkers(in: SourceFile(path: Self.place, text: text)) == [])
    }
}
