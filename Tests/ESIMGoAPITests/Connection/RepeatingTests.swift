// What is safe to repeat is repeated, within limits; the wait is the provider's or grows.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct RepeatingTests {
    private static let account = #"{"name":"A","balance":1,"currency":"USD"}"#

    @Test(arguments: [
        Reaction.close, .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"),
        .answer(500, ""), .answer(502, "<html></html>"), .answer(503, "", headers: []),
    ])
    func `a passing failure is tried again`(_ trouble: Reaction) async throws {
        try await withServer { request in
            request.number < 3 ? trouble : .answer(200, Self.account)
        } _: { peer, server in
            let account = try await peer.client.account()
            #expect(account.name == "A")
            #expect(server.requests.count == 3)
            #expect(peer.time.waits == [.milliseconds(400), .milliseconds(800)])
        }
    }

    @Test(arguments: [
        (Reaction.close, APIFailure.Kind.unreachable), (.answer(503, ""), .unavailable),
    ])
    func `a lasting failure is told after five tries`(
        _ trouble: Reaction, _ kind: APIFailure.Kind
    ) async throws {
        try await withServer { _ in
            trouble
        } _: { peer, server in
            #expect(await failure { try await peer.client.account() }?.kind == kind)
            #expect(server.requests.count == ClientLimits.tries)
            #expect(peer.time.waits.count == ClientLimits.tries - 1)
        }
    }

    @Test func `an answer that cannot be read is asked for once more`() async throws {
        try await withServer { request in
            request.number == 1 ? .answer(200, "<html></html>") : .answer(200, Self.account)
        } _: { peer, server in
            let account = try await peer.client.account()
            #expect(account.name == "A")
            #expect(server.requests.count == 2)
        }
        try await withServer { _ in
            .answer(200, "")
        } _: { peer, server in
            #expect(await failure { try await peer.client.account() }?.kind == .unreadable)
            #expect(server.requests.count == 2)
            let start = peer.time.now()
            #expect(
                await failure { try await peer.client.orders(since: start) }?.kind == .unreadable)
            let order = [try item("esim_1GB")]
            #expect(await failure { try await peer.client.quote(order) }?.kind == .unreadable)
            #expect(
                await failure { try await peer.client.catalogue(CatalogueFilter()) }?.kind
                    == .unreadable)
            #expect(server.requests.count == 8)
        }
    }

    @Test func `no request asks for an encoding`() async throws {
        try await withServer { _ in
            .answer(200, Self.account)
        } _: { peer, server in
            _ = try await peer.client.account()
            _ = await peer.client.place([try item("esim_1GB")])
            #expect(
                server.requests.map { $0.headers["accept-encoding"] } == ["identity", "identity"])
        }
    }

    @Test func `countries are asked for in capital letters`() async throws {
        try await withServer { _ in
            .answer(200, "[]")
        } _: { peer, server in
            _ = try await peer.client.catalogue(CatalogueFilter(countries: ["gb", "Fr"]))
            #expect(server.requests.first?.target.contains("countries=GB%2CFR") == true)
        }
    }

    @Test func `the wait that the provider asks for is kept`() async throws {
        try await withServer { request in
            request.number == 1
                ? .answer(503, "", headers: ["Retry-After: 7"]) : .answer(200, Self.account)
        } _: { peer, _ in
            _ = try await peer.client.account()
            #expect(peer.time.waits == [.seconds(7)])
        }
    }

    @Test(arguments: [("2", Duration.seconds(2)), ("", .seconds(1)), ("86400", .seconds(120))])
    func `a limiter is waited for as long as it says`(
        _ header: String, _ expected: Duration
    ) async throws {
        try await withServer { request in
            guard request.number < 10 else { return .answer(200, Self.account) }
            return .answer(429, "", headers: header.isEmpty ? [] : ["Retry-After: \(header)"])
        } _: { peer, server in
            _ = try await peer.client.account()
            #expect(server.requests.count == 10)
            #expect(peer.time.waits == Array(repeating: expected, count: 9))
        }
    }

    @Test func `a limiter that never lets go is given up`() async throws {
        try await withServer { _ in
            .answer(429, #"{"message":"Rate limit exceeded"}"#)
        } _: { peer, server in
            let failure = await failure { try await peer.client.account() }
            #expect(failure?.kind == .unavailable)
            #expect(failure?.cause == "HTTP 429 (Rate limit exceeded)")
            #expect(server.requests.count == ClientLimits.limitedTries)
        }
    }

    @Test(arguments: [401, 403]) func `a wrong key is told at once`(_ status: Int) async throws {
        try await withServer { _ in
            .answer(status, #"{"message":"access denied"}"#)
        } _: { peer, server in
            let failure = await failure { try await peer.client.account() }
            #expect(failure?.kind == .credentials)
            #expect(failure?.cause == "HTTP \(status) (access denied)")
            #expect(failure?.hint.contains("API key") == true)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [400, 404, 307]) func `a no is told at once`(_ status: Int) async throws {
        try await withServer { _ in
            .answer(status, "", headers: ["Location: /elsewhere"])
        } _: { peer, server in
            #expect(await failure { try await peer.client.account() }?.kind == .rejected)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"])
    func `a server that falls silent is unreachable in time`(_ bytes: String) async throws {
        try await withServer(timeout: .seconds(3)) { request in
            request.number == 1 ? .stall(bytes) : .answer(200, Self.account)
        } _: { peer, server in
            // The server keeps the stalled connection open for much longer.
            let account = try await peer.client.account()
            #expect(account.name == "A")
            #expect(server.requests.count >= 2)
        }
    }

    @Test func `a refused port and an unknown host are unreachable`() async throws {
        let refused = try RefusedPort()
        for base in ["http://127.0.0.1:\(refused.port)", "http://no-such-host.invalid"] {
            try await withClient(base) { peer in
                let failure = await failure { try await peer.client.account() }
                #expect(failure?.kind == .unreachable)
                #expect(failure?.attempting == "reading the account's balance")
            }
        }
    }

    @Test func `a cancelled task asks nothing`() async throws {
        try await withServer { _ in
            .answer(200, Self.account)
        } _: { peer, server in
            let kind = await withTaskGroup(of: APIFailure.Kind?.self) { group in
                group.cancelAll()
                group.addTask { await failure { try await peer.client.account() }?.kind }
                return await group.next() ?? nil
            }
            #expect(kind == .cancelled)
            #expect(server.requests.count == 0)
        }
    }
}
