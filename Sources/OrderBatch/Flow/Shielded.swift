// Runs what must not be cut short by an interruption: a purchase with the records around it.

/// Runs `operation` in a fresh task and waits for it, so that cancelling the caller neither cancels
/// the request that spends money nor skips the record of its answer.
func shielded<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await Task { try await operation() }.value
}
