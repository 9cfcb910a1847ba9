// Keys, latency and the rate limiter.

import Testing

@testable import ESIMGoSandbox

@Suite struct GateTests {
    @Test(
        arguments: [
            (nil, nil, 403, 401), ("", nil, 403, 401), ("wrong-key", nil, 403, 403),
            ("any", nil, 200, 400), ("any", "mine", 403, 403), ("mine", "mine", 200, 400),
        ] as [(String?, String?, Int, Int)])
    func `a missing or wrong key is refused`(
        _ key: String?, _ accepted: String?, _ reading: Int, _ buying: Int
    ) async throws {
        var options = SandboxOptions()
        options.apiKey = accepted
        try await withSandbox(options) { client in
            var client = client
            client.key = key
            let read = try await client.get("/organisation")
            let bought = try await client.post("/orders", "{}")
            #expect(read.status == reading)
            #expect(bought.status == buying)
            #expect(read.status == 200 || read.message == "access denied")
        }
    }

    @Test func `every answer carries the limiter's headers and the sandbox's date`() async throws {
        try await withSandbox(ManualClock().options) { client in
            let answers = [
                try await client.get("/organisation"), try await client.get("/nowhere"),
                try await client.post("/orders", "{}"),
            ]
            let catalogue = try await client.get("/catalogue")
            for answer in answers + [catalogue] {
                #expect(answer.header("x-ratelimit-limit") == "10000")
                #expect(
                    answer.header("x-ratelimit-reset") == "2026-02-03T10:11:13Z")
                #expect(answer.header("date") == "Tue, 03 Feb 2026 10:11:12 GMT")
            }
            #expect(answers.map(\.status) == [200, 404, 400])
            #expect(answers[2].header("x-ratelimit-remaining") == "9997")
            #expect(answers[2].header("x-ratelimit-cost") == "1")
            #expect(catalogue.header("x-ratelimit-cost") == "5")
        }
    }

    @Test func `beyond the rate nothing is served until the next second`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.rate = 2
        try await withSandbox(options) { client in
            let first = try await client.buy()
            let second = try await client.buy()
            let third = try await client.buy()
            let truth = try await client.truth()
            clock.advance(by: .seconds(1))
            let fourth = try await client.buy()
            #expect([first, second, third, fourth].map(\.status) == [200, 200, 429, 200])
            #expect(second.header("x-ratelimit-remaining") == "0")
            #expect(third.header("retry-after") == "1")
            #expect(third.message == "Rate limit exceeded")
            #expect(truth["count"] == .number("2"))
        }
    }

    @Test func `a catalogue page costs five tokens`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.rate = 9
        try await withSandbox(options) { client in
            let pages = [try await client.get("/catalogue"), try await client.get("/catalogue")]
            #expect(pages.map(\.status) == [200, 429])
            #expect(pages[1].header("x-ratelimit-remaining") == "4")
        }
    }

    @Test func `latency comes before every answer of the API and of it alone`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.latency = .milliseconds(200)
        try await withSandbox(options) { client in
            _ = try await client.get("/organisation")
            _ = try await client.get("/nowhere")
            _ = try await client.truth()
            #expect(clock.waits == [.milliseconds(200), .milliseconds(200)])
        }
    }
}
