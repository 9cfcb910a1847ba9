// What the look-alike says of itself, asked without the client under test.

import FoundationEssentials
import Orders
import RawPeer
import Testing

/// A running look-alike of the provider.
struct Provider: Sendable {
    let baseURL: String
    let port: Int

    init(baseURL: String) throws {
        self.baseURL = baseURL
        let digits = baseURL.split(separator: ":").last?.prefix(while: \.isNumber)
        port = try #require(digits.flatMap { Int($0) })
    }

    /// What was really bought, and how many requests to buy came.
    func truth() async throws -> (orders: Int, purchaseRequests: Int) {
        struct Truth: Decodable {
            let count: Int
            let requests: [String: Int]
        }
        let truth: Truth = try await ask("GET", "")
        return (truth.count, truth.requests["POST /orders transaction"] ?? 0)
    }

    /// An order of two eSIMs that was bought before.
    func buyTwo() async throws -> OrderReference {
        struct Placed: Decodable {
            let orderReference: String
        }
        let placed: Placed = try await ask(
            "POST",
            """
            {"assign":true,"order":[{"type":"bundle","item":"\(Operation.bundle)","quantity":2}]}
            """)
        return try #require(OrderReference(placed.orderReference))
    }

    private func ask<Answer: Decodable>(_ method: String, _ body: String) async throws -> Answer {
        let request = """
            \(method) /__sandbox/orders HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        let answer = RawAnswer(try await exchange(Array(request.utf8), port: port))
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body))
    }
}
