// The one task group of the program: a bounded window over a list.

/// Runs `body` on every element, at most `limit` at a time, in order of start.
///
/// The first error cancels the others, is waited out, and is rethrown.
func forEachConcurrently<Element: Sendable>(
    _ elements: some Sequence<Element>, limit: Int,
    _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
    precondition(limit >= 1)
    try await withThrowingTaskGroup(of: Void.self) { group in
        var running = 0
        for element in elements {
            if running == limit {
                try await group.next()
                running -= 1
            }
            try Task.checkCancellation()
            group.addTask { try await body(element) }
            running += 1
        }
        try await group.waitForAll()
    }
}
