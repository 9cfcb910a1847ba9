// Time as the program sees it: passed in, so that no test sleeps and a simulation owns the clock.

/// The wall clock, a clock that never jumps, and a way to wait.
package protocol TimeSource: Sendable {
    /// The wall clock.
    func now() -> Timestamp
    /// Time since some fixed moment; never goes back, and counts while the process is stopped.
    func uptime() -> Duration
    /// Throws `CancellationError` at once when the task is cancelled.
    func sleep(for duration: Duration) async throws
}
