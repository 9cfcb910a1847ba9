// What every answer of the API goes through: latency, the rate limiter and its headers.

import HTTPTypes
import Hummingbird

/// Counts the request, waits for the latency, asks the rate limiter and reports what it said.
struct GateMiddleware: RouterMiddleware {
    let account: SandboxAccount
    let sleep: @Sendable (Duration) async throws -> Void

    func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        guard request.isForAPI else { return try await next(request, context) }
        let route = context.endpointPath?.dropFirst("/v2.4".utf8.count) ?? "unknown"
        account.count("\(request.method.rawValue) \(route)")
        let latency = account.settings.latency
        if latency > .zero { try await sleep(latency) }
        let cost = route == "/catalogue" ? SandboxLimits.catalogueCost : 1
        let verdict = account.admit(context.sourceIP, cost: cost)
        var response =
            if verdict.allowed {
                try await next(request, context)
            } else {
                Response.refusal(Refusal(status: 429, message: "Rate limit exceeded"))
            }
        Self.report(verdict, in: &response.headers)
        return response
    }

    private static func report(_ verdict: RateWindows.Verdict, in headers: inout HTTPFields) {
        headers[.rateLimit] = String(verdict.limit)
        headers[.rateRemaining] = String(verdict.remaining)
        headers[.rateReset] = verdict.reset.secondsText
        headers[.rateCost] = String(verdict.cost)
    }
}

extension HTTPField.Name {
    // Letters and hyphens are always a valid name, so the unwrapping cannot fail.
    fileprivate static let rateLimit = Self("X-Ratelimit-Limit")!
    fileprivate static let rateRemaining = Self("X-Ratelimit-Remaining")!
    fileprivate static let rateReset = Self("X-Ratelimit-Reset")!
    fileprivate static let rateCost = Self("X-Ratelimit-Cost")!
}
