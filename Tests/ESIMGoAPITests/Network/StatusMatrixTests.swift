// Every status that HTTP has, with each kind of body, over a real connection, after the provider
// has bought and after it has not.

import ESIMGoSandbox
import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct StatusMatrixTests {
    /// What an answer carries, whatever its status.
    enum Body: String, CaseIterable, Sendable {
        /// The answer to a purchase that went through.
        case order
        /// The provider's words of trouble.
        case message
        case html, empty

        var text: String {
            switch self {
            case .order: #"{"orderReference":"ref-1","status":"completed"}"#
            case .message: #"{"message":"something is wrong"}"#
            case .html: "<html><body>Something is wrong</body></html>"
            case .empty: ""
            }
        }
    }

    /// The ledger's table: what a status with such a body means, whatever was really done.
    private static func expected(_ status: Int, _ body: Body) -> Heard {
        switch (status, body) {
        // An answer without a body by the rules of HTTP.
        case (204, _): .unconfirmed
        case (200..<300, .order): .placed
        case (400, .message), (401, .message), (403, .message), (404, .message), (405, .message),
            (413, .message), (415, .message), (422, .message):
            .refused
        // 429 too: without the limiter's own words or headers it is nobody's promise.
        default: .unconfirmed
        }
    }

    @Test(arguments: Body.allCases, [true, false])
    func `each status means what the ledger's table says, and is asked for once`(
        _ body: Body, _ takesEffect: Bool
    ) async throws {
        try await withSandboxAddress(ManualTime()) {
            $0.balance = "100000.00"
        } _: { url in
            let provider = try Provider(baseURL: url)
            try await withServer { request in
                let status = request.number + 99
                if takesEffect {
                    _ = try? await exchange(Array(request.text.utf8), port: provider.port)
                }
                let head = "HTTP/1.1 \(status) Answer\r\nContent-Length: \(body.text.utf8.count)"
                return .sendAndClose("\(head)\r\n\r\n\(body.text)")
            } _: { peer, server in
                for status in 100...599 {
                    let answer = await peer.client.place([try item(Operation.bundle)])
                    let heard = Heard(answer.outcome)
                    #expect(heard == Self.expected(status, body), "HTTP \(status): \(heard)")
                }
                #expect(server.purchases == 500 && server.begun == 500)
            }
            #expect(try await provider.truth().orders == (takesEffect ? 500 : 0))
        }
    }

    @Test(arguments: [
        (#"{"message":"Rate limit exceeded"}"#, []), ("", ["X-Ratelimit-Limit: 10"]),
        ("", ["Retry-After: 1"]),
    ])
    func `429 of the limiter itself is no purchase`(
        _ body: String, _ headers: [String]
    ) async throws {
        try await withServer { _ in
            .answer(429, body, headers: headers)
        } _: { peer, server in
            let answer = await peer.client.place([try item(Operation.bundle)])
            #expect(answer.outcome == .notPlaced(.rateLimited))
            #expect(server.purchases == 1)
        }
    }

    @Test func `the words that nothing was paid are believed under any status`() async throws {
        let words = #"{"message":"Failed to process Order. No payment taken."}"#
        try await withServer { request in
            .answer(request.number + 199, words)
        } _: { peer, _ in
            for status in 200...599 {
                let answer = await peer.client.place([try item(Operation.bundle)])
                // These two have no body, by the rules of HTTP.
                if status == 204 || status == 304 { continue }
                if case .refused = answer.outcome { continue }
                Issue.record("HTTP \(status): \(answer.outcome)")
            }
        }
    }
}
