// What the answer to a question for a price comes to.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct QuoteAnswerTests {
    private func quote(_ reaction: Reaction) async throws -> QuoteAnswer {
        try await withServer { _ in
            reaction
        } _: { peer, _ in
            try await peer.client.quote([try item("esim_1GB", 4)])
        }
    }

    private func refusal(_ reaction: Reaction) async throws -> String? {
        guard case .invalid(let message) = try await quote(reaction) else { return nil }
        return message
    }

    @Test(arguments: [
        (#"{"message":"no such bundle"}"#, "no such bundle"), ("no such bundle", "no such bundle"),
        (#"{"error":"sold out"}"#, #"{"error":"sold out"}"#), (#""sold out""#, #""sold out""#),
        ("", "HTTP 400, without a reason"), (" \n", "HTTP 400, without a reason"),
    ])
    func `a refused order is told with whatever words there are`(
        body: String, words: String
    ) async throws {
        #expect(try await refusal(.answer(400, body)) == words)
    }

    @Test(arguments: [(400, "<html><body>Bad gateway</body></html>"), (418, "tea"), (405, "")])
    func `some gateway's answer says nothing of the order`(
        status: Int, body: String
    ) async throws {
        let failed = await failure { try await quote(.answer(status, body)) }
        #expect(failed?.kind == .rejected)
    }

    @Test(arguments: [(4, nil), (2, "2 × esim_1GB"), (8, "8 × esim_1GB")] as [(Int, String?)])
    func `a price for more or less than was asked for is none`(
        quantity: Int, words: String?
    ) async throws {
        let body =
            #"{"order":[{"type":"bundle","item":"esim_1GB","quantity":\#(quantity)}],"#
            + #""total":9.12,"currency":"USD","valid":true}"#
        let message = try await refusal(.answer(200, body))
        #expect(message == words.map { "the provider's answer is about something else: \($0)" })
    }

    @Test(arguments: [
        #"{"total":9.12,"currency":"USD","valid":true}"#,
        #"{"order":[{"item":"esim_1GB"}],"total":9.12,"currency":"USD","valid":true}"#,
    ])
    func `an answer that does not say what it is about is believed`(body: String) async throws {
        guard case .valid(let quote) = try await quote(.answer(200, body)) else {
            Issue.record("not valid")
            return
        }
        #expect(quote.total.description == "9.12 USD")
    }
}
