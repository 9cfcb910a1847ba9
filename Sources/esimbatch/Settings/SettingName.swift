// Every setting once: its name on the command line and in the file, and whether the environment has
// it.

/// A setting. The raw value is the flag's name and the key in the configuration file.
enum SettingName: String, CaseIterable, Sendable {
    case baseURL = "base-url"
    case apiKeyFile = "api-key-file"
    case ledger, output, batch, template, concurrency, pace
    case maxPerOrder = "max-per-order"
    case maxCost = "max-cost"
    case allowRepeats = "allow-repeats"
    case expectOrders = "expect-orders"
    case expectESIMs = "expect-esims"
    case assignmentTimeout = "assignment-timeout"
    case settleAfter = "settle-after"
    case requestTimeout = "request-timeout"
    case trustLedger = "trust-ledger"
    case tagESIMs = "tag-esims"
    case tagNames = "tag-names"
    case sandbox, json, yes, verbose, quiet
    case logFormat = "log-format"

    /// The environment variable, as `ESIMBATCH_BASE_URL`; nil for what must be said each time.
    var environmentKey: String? {
        switch self {
        case .baseURL, .ledger, .output, .template, .concurrency, .pace, .maxPerOrder, .maxCost,
            .assignmentTimeout, .settleAfter, .requestTimeout, .tagESIMs,
            .tagNames, .logFormat:
            "esimbatch." + rawValue
        case .apiKeyFile, .batch, .allowRepeats, .expectOrders, .expectESIMs, .trustLedger,
            .sandbox, .json, .yes, .verbose, .quiet:
            nil
        }
    }
}
