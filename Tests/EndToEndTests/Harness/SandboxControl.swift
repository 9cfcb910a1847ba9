// The sandbox's own endpoints: what was really bought, and the strings to pull.

import Foundation
import FoundationNetworking
import Testing

/// Asks and changes one running sandbox.
struct SandboxControl: Sendable {
    /// As the sandbox says it: `http://127.0.0.1:PORT/v2.4`.
    let baseURL: String

    private static let session = URLSession(configuration: .ephemeral)
    /// How long an observable fact may take to come about.
    private static let patience: Duration = .seconds(40)

    /// Everything that was really bought, oldest first, and the requests that came.
    func truth() async throws -> JSON { try await ask("GET", "orders", nil) }

    /// Changes settings, by the names of the sandbox's options.
    func set(_ settings: [String: String]) async throws {
        _ = try await ask("POST", "settings", settings)
    }

    func reprice(_ bundle: String, at price: String) async throws {
        _ = try await ask("POST", "price", ["bundle": bundle, "price": price])
    }

    func topUp(_ amount: String) async throws {
        _ = try await ask("POST", "topup", ["amount": amount])
    }

    /// An order of one eSIM that somebody else places; returns its reference. By default it comes
    /// from our own address, so that it looks like ours.
    @discardableResult
    func buyForSomebodyElse(_ bundle: String, from address: String = "127.0.0.1") async throws
        -> String
    {
        let line: [String: Any] = ["type": "bundle", "item": bundle, "quantity": 1]
        let placed = try await ask(
            "POST", "orders",
            ["type": "transaction", "assign": true, "order": [line], "sourceIP": address])
        return try #require(placed["orderReference"].string)
    }

    /// Looks until a fact is there; returns the truth that has it.
    @discardableResult
    func wait(
        for fact: String, until holds: (JSON) -> Bool
    ) async throws -> JSON {
        let end = ContinuousClock.now + Self.patience
        while true {
            let truth = try await truth()
            if holds(truth) { return truth }
            guard ContinuousClock.now < end else { throw NeverHappened(fact: fact, truth: truth) }
        }
    }

    /// Looks until this many orders were bought.
    @discardableResult
    func waitUntilBought(_ orders: Int) async throws -> JSON {
        try await wait(for: "\(orders) orders bought") { ($0["count"].int ?? 0) >= orders }
    }

    /// Looks until this many requests of a kind came, such as `POST /orders transaction`.
    func waitForRequests(_ kind: String, _ count: Int) async throws {
        try await wait(for: "\(count) × \(kind)") { ($0["requests"][kind].int ?? 0) >= count }
    }

    private func ask(_ method: String, _ path: String, _ body: Any?) async throws -> JSON {
        let root = baseURL.dropLast("/v2.4".count)
        var request = URLRequest(url: try #require(URL(string: "\(root)/__sandbox/\(path)")))
        request.httpMethod = method
        request.httpBody = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        let (data, response) = try await Self.session.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        try #require((response as? HTTPURLResponse)?.statusCode == 200, "\(path): \(text)")
        return try JSON(reading: text)
    }
}
