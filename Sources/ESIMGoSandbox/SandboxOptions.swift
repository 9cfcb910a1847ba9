// What a sandbox is started with.

/// The options of one sandbox. The defaults serve an empty account in memory on any free port.
package struct SandboxOptions: Sendable {
    /// The port on 127.0.0.1; 0 takes any free one.
    package var port = 0
    /// Opening balance as decimal text, at most six decimals. A state file's own balance wins.
    package var balance = "1000.00"
    /// The account's currency, an ISO 4217 code. A state file's own currency wins.
    package var currency = "USD"
    /// A JSON file with the catalogue, as `GET /catalogue` answers it or as a bare array.
    package var catalogueFile: String?
    /// The file that keeps the account; nil keeps it in memory. Its folder must exist.
    package var stateFile: String?
    /// Added before every answer of the API paths.
    package var latency: Duration = .zero
    /// How long after a purchase its eSIMs can be read.
    package var assignmentDelay: Duration = .zero
    /// How long after a purchase the order list shows it.
    package var listDelay: Duration = .zero
    /// How late the answers are that the fault `slow` strikes.
    package var slowness: Duration = .seconds(5)
    /// Rate tokens per second and client; nil reports a large limit and never answers 429.
    package var rate: Int?
    /// What goes wrong on purpose.
    package var faults = SandboxFaults()
    /// The only accepted API key; nil accepts every key that does not begin with `wrong`.
    package var apiKey: String?
    /// The seed of a new account's references and ICCIDs; nil draws one.
    package var seed: UInt64?
    /// The wall clock: nanoseconds since 1970-01-01T00:00:00Z.
    package var now: @Sendable () -> Int64 = Instant.wallClock
    /// Waits for latency and slowness.
    package var sleep: @Sendable (Duration) async throws -> Void = { duration in
        try await Task.sleep(for: duration, tolerance: .zero, clock: .continuous)
    }

    package init() {}

    var settings: SandboxSettings {
        SandboxSettings(
            latency: latency, assignmentDelay: assignmentDelay, listDelay: listDelay,
            slowness: slowness, rate: rate, faults: faults)
    }
}
