// The rate limiter: fixed windows of one second, per client.

/// How many tokens each client has used in the present second.
struct RateWindows: Sendable {
    /// What the limiter says about one request, as its headers report it.
    struct Verdict: Sendable, Equatable {
        let allowed: Bool
        let limit: Int
        let remaining: Int
        let reset: Instant
        let cost: Int
    }

    private var window: Int64 = 0
    private var used: [String: Int] = [:]

    /// Takes tokens if the client has enough left. Without a rate everything is allowed.
    mutating func admit(_ client: String, cost: Int, rate: Int?, at now: Instant) -> Verdict {
        let second = now.nanoseconds / 1_000_000_000
        if second != window || used.count > SandboxLimits.rateClients {
            window = second
            used.removeAll(keepingCapacity: true)
        }
        let limit = rate ?? SandboxLimits.unenforcedRate
        // A limit below the cost would shut an endpoint for good.
        let cost = min(cost, limit)
        let before = used[client, default: 0]
        let allowed = rate == nil || before + cost <= limit
        let after = allowed ? before + cost : before
        used[client] = after
        return Verdict(
            allowed: allowed, limit: limit, remaining: max(0, limit - after),
            reset: Instant(nanoseconds: (second + 1) * 1_000_000_000), cost: cost)
    }
}
