// Words that do not belong in our code, with their exceptions, as data.

import Testing

/// A pattern that must not match a line of code in Sources.
struct ForbiddenWord: Sendable, CustomTestStringConvertible {
    let name: String
    /// A plain word that is in every match, so that most lines are passed over quickly.
    let hint: String
    let pattern: String
    let reason: String
    /// Folders and files, from the root on, in which it is allowed. A file is named by its folder,
    /// `/**/` and its name.
    var allowedIn: [String] = []

    var testDescription: String { name }

    static let all: [ForbiddenWord] = [
        ForbiddenWord(
            name: "@unchecked Sendable", hint: "unchecked", pattern: #"@unchecked\s+Sendable"#,
            reason: "let the compiler check it"),
        ForbiddenWord(
            name: "nonisolated(unsafe)", hint: "nonisolated",
            pattern: #"nonisolated\s*\(\s*unsafe\s*\)"#, reason: "let the compiler check it"),
        ForbiddenWord(
            name: "public", hint: "public", pattern: #"\bpublic\b"#,
            reason: "what crosses a module is package"),
        ForbiddenWord(
            name: "try!", hint: "try!", pattern: #"\btry!"#, reason: "handle the error"),
        ForbiddenWord(
            name: "as!", hint: "as!", pattern: #"\bas!"#, reason: "handle the other type"),
        ForbiddenWord(
            name: "fatalError", hint: "fatalError", pattern: #"\bfatalError\s*\("#,
            reason: "state what must hold as a precondition"),
        ForbiddenWord(
            name: "print", hint: "print", pattern: #"(^|[^\w.]|\bSwift\.)print\s*\("#,
            reason: "only the program's output prints", allowedIn: ["Sources/esimbatch/Output/"]),
        ForbiddenWord(
            name: "unstructured Task", hint: "Task",
            pattern: #"\bTask\s*(<[^>]*>\s*)?([({]|\.\s*(init|detached|immediate)\b)"#,
            reason: "no task outlives its parent but the shielded write",
            allowedIn: [
                "Sources/OrderBatch/**/Shielded.swift",
                // The run that a signal cancels, and the server that it must not cancel.
                "Sources/esimbatch/Composition/Interruption.swift",
                "Sources/esimbatch/Composition/EmbeddedSandbox.swift",
            ]),
        ForbiddenWord(
            name: "task group", hint: "TaskGroup",
            pattern: #"\bwith(Throwing|Discarding|ThrowingDiscarding)?TaskGroup\b"#,
            reason: "the bounded window is the only task group",
            allowedIn: [
                "Sources/OrderBatch/**/forEachConcurrently.swift",
                "Sources/OrderBatch/**/ForEachConcurrently.swift", "Sources/ESIMGoSandbox/",
            ]),
        ForbiddenWord(
            name: "sleeping thread", hint: "sleep",
            pattern: #"(^|[^\w.]|\b(Thread|Glibc)\.)(sleep|usleep|nanosleep)\s*\("#,
            reason: "a sleeping thread is not cancelled; sleep on the clock that is passed in"),
    ]

    /// The line numbers on which a file breaks the rule.
    func lines(in file: SourceFile) throws -> [Int] {
        guard !isAllowed(in: file) else { return [] }
        let regex = try Regex(pattern)
        return try file.codeLines.enumerated().compactMap { index, line in
            guard line.contains(hint) else { return nil }
            // Declaring a function of that name is not calling it, and what is awaited is not the
            // system's function of that name.
            let calls = line.replacing(/\bfunc\s+\w+|\bawait\s+sleep\b/, with: "func")
            return try regex.firstMatch(in: calls) == nil ? nil : index + 1
        }
    }

    private func isAllowed(in file: SourceFile) -> Bool {
        allowedIn.contains { place in
            let parts = place.split(separator: "**/")
            if parts.count == 2 {
                return file.path.hasPrefix(parts[0]) && file.name == parts[1]
            }
            return file.path.hasPrefix(place)
        }
    }
}
