// What becomes of a purchase when the connection misbehaves: sent at most once, and believed only
// when the answer is whole.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct PurchaseConnectionTests {
    private static let placed = #"{"orderReference":"ref-1","status":"completed"}"#

    private func reason(_ answer: PlacementAnswer) -> String? {
        if case .unconfirmed(let reason) = answer.outcome { reason } else { nil }
    }

    private func neverConnected(_ answer: PlacementAnswer) -> String? {
        if case .notPlaced(.neverConnected(let reason)) = answer.outcome { reason } else { nil }
    }

    /// What comes of one purchase, of which the server must have seen exactly one request.
    private func purchase(
        _ script: @escaping @Sendable (RawRequest) -> Reaction
    ) async throws -> PlacementAnswer {
        try await withServer(script) { peer, server in
            let answer = await peer.client.place([try item("esim_1GB")])
            #expect(server.purchases == 1)
            #expect(server.requests.count == 1)
            return answer
        }
    }

    @Test func `a whole answer is believed`() async throws {
        let answer = try await purchase { _ in .answer(200, Self.placed) }
        guard case .placed(let order) = answer.outcome else {
            Issue.record("\(answer.outcome)")
            return
        }
        #expect(order.reference.text == "ref-1")
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == Self.placed)
    }

    private static let head = "HTTP/1.1 200 OK\r\nContent-Length: 47\r\n"

    @Test(arguments: [
        "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le", "\(head)\r\n", "\(head)\r\n{\"orderRef",
        "HTTP/1.1 200 OK\r\nContent-Length: 48\r\n\r\n\(placed)",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2f\r\n\(placed)",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2f\r\n\(placed)\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\(placed)\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n\(placed)",
        "\u{0}\u{1}\u{2}garbage\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
    ])
    func `an answer cut short is unconfirmed`(_ bytes: String) async throws {
        let answer = try await purchase { _ in .sendAndClose(bytes) }
        #expect(reason(answer) != nil, "\(answer.outcome)")
        #expect(answer.body == [])
    }

    @Test func `an answer that says it is shorter than it is is unconfirmed`() async throws {
        let answer = try await purchase { _ in
            .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n\(Self.placed)")
        }
        #expect(reason(answer) != nil, "\(answer.outcome)")
    }

    @Test func `an answer that ends with the connection is whole`() async throws {
        let answer = try await purchase { _ in
            .sendAndClose("HTTP/1.1 200 OK\r\n\r\n\(Self.placed)")
        }
        if case .placed = answer.outcome { return }
        Issue.record("\(answer.outcome)")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is not followed`(_ status: Int) async throws {
        let answer = try await purchase { request in
            .answer(status, "", headers: ["Location: http://\(request.headers["host"] ?? "")/x"])
        }
        #expect(reason(answer) == "the provider answered HTTP \(status)")
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "\(head)\r\n", "\(head)\r\n{\"orderRefere"])
    func `a server that falls silent makes it unconfirmed in time`(_ bytes: String) async throws {
        // A machine may be so busy that the request itself does not get out in time: then it gets
        // more. The server hangs up much later, with another reason.
        for timeout in [Duration.milliseconds(500), .seconds(5), ampleTime] {
            let isSent = try await withServer(timeout: timeout) { _ in
                .stall(bytes)
            } _: { peer, server in
                let answer = await peer.client.place([try item("esim_1GB")])
                #expect(reason(answer) == "no answer in time")
                #expect(server.requests.count <= 1)
                return server.purchases == 1
            }
            if isSent { return }
        }
        Issue.record("the request never got out")
    }

    @Test func `an answer beyond all bounds is unconfirmed`() async throws {
        let body = "\"" + String(repeating: "x", count: ClientLimits.purchaseBytes) + "\""
        let answer = try await purchase { _ in .answer(200, body) }
        #expect(reason(answer) != nil)
    }

    @Test func `a purchase whose task is cancelled is unconfirmed and not sent again`() async throws
    {
        try await withServer { _ in
            .silence
        } _: { peer, server in
            let order = [try item("esim_1GB")]
            let answer = await withTaskGroup(of: PlacementAnswer?.self) { group in
                group.addTask { await peer.client.place(order) }
                while server.purchases == 0 { await Task.yield() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(answer.flatMap(reason) != nil)
            #expect(server.purchases == 1)
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a refused port means that nothing was sent`(_ host: String) async throws {
        let refused = try RefusedPort()
        let answer = try await withClient("http://\(host):\(refused.port)/v2.4") { peer in
            await peer.client.place([try item("esim_1GB")])
        }
        #expect(neverConnected(answer) != nil, "\(answer.outcome)")
        #expect(answer.status == nil)
    }

    @Test func `a host without an address means that nothing was sent`() async throws {
        let answer = try await withClient("http://no-such-host.invalid/v2.4") { peer in
            await peer.client.place([try item("esim_1GB")])
        }
        #expect(neverConnected(answer) == "the host no-such-host.invalid was not found")
    }

    @Test(arguments: [
        Reaction.sendAndClose("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
        .sendAndClose("220 mail.example.net ESMTP\r\n"),
    ])
    func `a server without encryption behind https means that nothing was sent`(
        _ greeting: Reaction
    ) async throws {
        try await RawServer.running(greeting: greeting) { _ in
            .close
        } _: { server, port in
            let answer = try await withClient("https://127.0.0.1:\(port)/v2.4") { peer in
                await peer.client.place([try item("esim_1GB")])
            }
            let reason = try #require(neverConnected(answer), "\(answer.outcome)")
            #expect(reason.hasPrefix("no secure connection"))
            #expect(server.purchases == 0)
        }
    }

    @Test func `each purchase has a connection of its own`() async throws {
        try await withServer { request in
            .answer(200, Self.placed, headers: ["Connection: keep-alive"])
        } _: { peer, server in
            for _ in 0..<3 { _ = await peer.client.place([try item("esim_1GB")]) }
            #expect(server.requests.map(\.connection) == [1, 2, 3])
            #expect(server.requests.allSatisfy { $0.headers["connection"] == "close" })
        }
    }

    @Test(arguments: [Reaction.close, .silence, .sendAndClose("garbage")])
    func `a connection that dies idle costs no purchase and repeats none`(
        _ end: Reaction
    ) async throws {
        try await withServer(timeout: .seconds(5)) { request in
            // One good answer on a connection kept alive; whatever comes next on it is lost.
            if request.method == "GET" {
                return .answer(
                    200, #"{"name":"A","balance":1,"currency":"USD"}"#,
                    headers: ["Connection: keep-alive"])
            }
            return end
        } _: { peer, server in
            _ = try await peer.client.account()
            for number in 1...3 {
                let answer = await peer.client.place([try item("esim_1GB")])
                #expect(reason(answer) != nil)
                #expect(server.purchases == number)
            }
            let purchases = server.requests.filter(\.isPurchase)
            #expect(Set(purchases.map(\.connection)).count == 3)
            #expect(!purchases.contains { $0.connection == 1 })
        }
    }
}
