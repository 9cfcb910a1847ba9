// Runs what must not be cut short by an interruption: a purchase with the records around it.

/// Where shielded work runs.
package enum Shield {
    /// Nil for the program's usual threads; a simulation names its own.
    @TaskLocal package static var executor: (any TaskExecutor)?
}

/// Runs `operation` in a fresh task and waits for it, so that cancelling the caller neither cancels
/// the request that spends money nor skips the record of its answer.
func shielded<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await Task(executorPreference: Shield.executor) { try await operation() }.value
}
