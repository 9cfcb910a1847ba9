// The client of the eSIM Go API v2.4: the provider's port on HTTP.

import AsyncHTTPClient
package import Logging
import NIOCore
import NIOHTTP1
package import Orders

/// Talks to the eSIM Go API, or to anything that speaks it.
///
/// Requests that are safe to repeat are repeated within limits; a purchase never is. Owned by one
/// run; `shutdown` must be awaited.
package final class ESIMGoClient: Sendable {
    let base: String
    let key: APIKey
    private let redaction: KeyRedaction
    let transport: Transport
    let time: any TimeSource
    let gate: RateGate
    let clock: ServerClock
    let bundleTimeout: Duration
    let log: Logger

    /// - Parameter baseURL: such as `https://api.esim-go.com/v2.4`, checked by the caller; a
    ///   trailing `/` is dropped.
    package convenience init(
        baseURL: String, key: APIKey, requestTimeout: Duration, time: any TimeSource, log: Logger
    ) {
        self.init(
            baseURL: baseURL, key: key, transport: Transport(requestTimeout: requestTimeout),
            time: time, log: log)
    }

    /// The transport is shut down with the client.
    init(
        baseURL: String, key: APIKey, transport: Transport,
        bundleTimeout: Duration = ClientLimits.bundleTimeout, time: any TimeSource, log: Logger
    ) {
        var base = Substring(baseURL)
        while base.last == "/" { base = base.dropLast() }
        self.base = String(base)
        self.key = key
        redaction = KeyRedaction(key)
        self.time = time
        self.bundleTimeout = bundleTimeout
        clock = ServerClock(time)
        self.log = log
        self.transport = transport
        gate = RateGate(time: time)
    }

    /// Closes all connections.
    package func shutdown() async throws {
        try await transport.shutdown()
    }

    func request(
        _ method: HTTPMethod, _ path: String, query: [(String, String)] = [],
        accept: String = "application/json", json: [UInt8]? = nil
    ) -> HTTPClientRequest {
        var url = base + path
        if !query.isEmpty {
            url += "?" + query.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        }
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "X-API-Key", value: key.value)
        request.headers.add(name: "Accept", value: accept)
        // Without it a server may choose any, and nothing here expands one.
        request.headers.add(name: "Accept-Encoding", value: "identity")
        request.headers.add(name: "User-Agent", value: "esimbatch/\(esimbatchVersion)")
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(json)
        }
        return request
    }

    /// One request that is safe to repeat, tried once, and for no longer than `timeout` where that
    /// is shorter than usual. Learns from the answer's headers.
    func once(
        _ request: HTTPClientRequest, upTo limit: Int = ClientLimits.answerBytes,
        within timeout: Duration? = nil
    ) async throws -> HTTPAnswer {
        try await gate.pass()
        let sent = time.uptime()
        let answer = try await transport.read(request, upTo: limit, within: timeout)
        learn(from: answer, sent: sent)
        return redacted(answer)
    }

    /// The answer without our key, should its body repeat it: messages travel to logs, to results
    /// and into the ledger, and the account's own answer echoes the key as a matter of course.
    func redacted(_ answer: HTTPAnswer) -> HTTPAnswer {
        guard let body = redaction.clean(answer.body) else { return answer }
        return HTTPAnswer(status: answer.status, headers: answer.headers, body: body)
    }

    /// Takes in what an answer's headers say of the clock and the rate limit.
    ///
    /// `sent` is the uptime at which its request went out.
    func learn(from answer: HTTPAnswer, sent: Duration) {
        let date = answer.headers.first(name: "Date").flatMap(httpDate)
        if let date { clock.learn(date: date, sent: sent, received: time.uptime()) }
        if let remaining = number("X-Ratelimit-Remaining", in: answer),
            let reset = answer.headers.first(name: "X-Ratelimit-Reset")
                .flatMap({ Timestamp(rfc3339: $0) })
        {
            gate.learn(
                remaining: remaining, limit: number("X-Ratelimit-Limit", in: answer),
                // Both by the server's clock; never too early, since `Date` is cut off.
                resetIn: date.map { reset - $0 } ?? clock.toOurs(reset) - time.now())
        }
        if answer.status == 429 {
            gate.pause(
                for: max(ClientLimits.shortestPause, askedWait(answer) ?? .seconds(1)))
        }
    }

    private func number(_ header: String, in answer: HTTPAnswer) -> Int? {
        answer.headers.first(name: header).flatMap { Int($0) }
    }

    /// How long the answer asks to wait.
    func askedWait(_ answer: HTTPAnswer) -> Duration? {
        retryAfter(
            answer.headers.first(name: "Retry-After"), serverNow: clock.toServers(time.now()))
    }
}
