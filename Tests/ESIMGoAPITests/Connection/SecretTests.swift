// The API key goes into the request's header and nowhere else; nor does a code go into the log.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct SecretTests {
    private func everything(_ peer: Peer) async throws -> [String] {
        let client = peer.client
        let order = [try item("esim_1GB")]
        let reference = try #require(OrderReference("ref-1"))
        let failures = [
            await failure { try await client.account() },
            await failure { try await client.catalogue(.everything) },
            await failure { try await client.quote(order) },
            await failure { try await client.delivery(of: reference, expecting: 1) },
            await failure { try await client.archive(of: reference) },
            await failure { try await client.orders(since: ManualTime.start) },
        ]
        let placed = await client.place(order)
        return failures.compactMap { $0 }.map { "\($0) \($0.hint) \(String(reflecting: $0))" }
            + ["\(placed.outcome)"]
    }

    @Test func `every request carries the key in its header alone`() async throws {
        try await withServer { _ in
            .answer(400, #"{"message":"no"}"#)
        } _: { peer, server in
            _ = try await everything(peer)
            #expect(server.requests.count >= 7)
            for request in server.requests {
                #expect(request.headers["x-api-key"] == testKey)
                #expect(request.headers["user-agent"]?.hasPrefix("esimbatch/") == true)
                #expect(!request.target.contains(testKey))
                #expect(!request.body.contains(testKey))
            }
        }
    }

    @Test(arguments: [
        Reaction.close, .sendAndClose("garbage\r\n\r\n"), .answer(401, ""), .answer(403, "<html>"),
        .answer(500, #"{"message":"trouble"}"#), .answer(302, ""), .answer(200, "{"),
        .answer(429, ""), .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
    ])
    func `the key is in no failure and no log line`(_ trouble: Reaction) async throws {
        let book = LogBook()
        let shown = try await withServer(log: book.logger) { _ in
            trouble
        } _: { peer, _ in
            try await everything(peer)
        }
        #expect(shown.count >= 2)
        #expect(shown.allSatisfy { !$0.contains(testKey) })
        #expect(!book.text.contains(testKey))
    }

    @Test func `a key that the provider's message repeats is not passed on`() async throws {
        let book = LogBook()
        let shown = try await withServer(log: book.logger) { request in
            .answer(403, #"{"message":"the key \#(request.headers["x-api-key"] ?? "") is wrong"}"#)
        } _: { peer, _ in
            try await everything(peer)
        }
        #expect(shown.count == 6)
        #expect(shown.allSatisfy { !$0.contains(testKey) })
        #expect(!book.text.contains(testKey))
    }

    @Test func `no activation code is logged`() async throws {
        let book = LogBook()
        let body = """
            {"orderReference":"ref-1","status":"completed","order":[{"item":"b","type":"bundle",
             "quantity":1,"esims":[{"iccid":"8943100000000000017","matchingId":"SECRET-1",
             "smdpAddress":"a.b"}]}]}
            """
        try await withServer(log: book.logger) { _ in
            .answer(200, body)
        } _: { peer, _ in
            let placed = await peer.client.place([try item("b")])
            let reference = try #require(OrderReference("ref-1"))
            let delivery = try await peer.client.delivery(of: reference, expecting: 1)
            #expect(delivery.esims.count == 1)
            #expect(!"\(placed.outcome)".contains("SECRET-1"))
            #expect(!"\(delivery)".contains("SECRET-1"))
        }
        #expect(book.text.contains("HTTP 200"))
        #expect(!book.text.contains("SECRET-1"))
    }
}
