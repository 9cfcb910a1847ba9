// Every kind of fault, and what it leaves behind.

import AsyncHTTPClient
import Testing
import ZipArchive

@testable import ESIMGoSandbox

@Suite struct FaultTests {
    private func options(_ specification: String) throws -> SandboxOptions {
        var options = ManualClock().options
        options.faults = try SandboxFaults(parsing: specification)
        return options
    }

    @Test(arguments: [("drop-before-buying", "0"), ("drop-after-buying", "1")])
    func `a dropped purchase gets no answer`(_ kind: String, _ bought: String) async throws {
        try await withSandbox(try options("seed=1,\(kind)=1")) { client in
            await #expect(throws: (any Error).self) { try await client.buy() }
            let truth = try await client.truth()
            #expect(truth["count"] == .number(bought))
            #expect(truth["requests"]?["POST /orders transaction"] == .number("1"))
            // The next connection is as good as new.
            #expect(try await client.get("/organisation").status == 200)
        }
    }

    @Test(arguments: [
        ("rate-limited", 429, "0"), ("html-403", 403, "0"), ("unavailable-before", 503, "0"),
        ("error-500", 500, "0"), ("failed-order", 200, "0"),
        ("unavailable-after-accepting", 503, "1"), ("error-500-after-buying", 500, "1"),
        ("garbled", 200, "1"), ("no-inline", 200, "1"),
    ])
    func `a struck purchase answers so and leaves this`(
        _ kind: String, _ status: Int, _ bought: String
    ) async throws {
        try await withSandbox(try options("seed=1,\(kind)=1")) { client in
            let answer = try await client.buy()
            #expect(answer.status == status)
            #expect(try await client.truth()["count"] == .number(bought))
        }
    }

    @Test func `a failed order is listed and not charged`() async throws {
        try await withSandbox(try options("failed-order=1")) { client in
            let answer = try await client.buy()
            let row = try await client.get("/orders").json["orders"]?.elements?.first
            #expect(answer.json["status"] == .string("failed"))
            #expect(row?["status"] == .string("failed"))
            #expect(row?["runningBalance"] == .number("1000"))
            #expect(try await client.get("/esims").json["rows"] == .number("0"))
        }
    }

    @Test func `a garbled answer is no JSON and an HTML page is no message`() async throws {
        try await withSandbox(try options("garbled=1")) { client in
            let garbled = try await client.buy()
            _ = try await client.own("/settings", #"{"faults":"html-403=1"}"#)
            let page = try await client.buy()
            #expect(garbled.json == .null)
            #expect(!garbled.body.isEmpty)
            #expect(page.header("content-type") == "text/html")
        }
    }

    @Test func `an answer without install data still has its reference`() async throws {
        try await withSandbox(try options("no-inline=1")) { client in
            let order = try await client.buy().json
            let reference = try #require(order["orderReference"]?.text)
            #expect(!order.serialised.contains("iccid"))
            #expect(try await client.get("/orders/\(reference)").text.contains("iccids"))
        }
    }

    @Test func `a slow purchase answers after the slowness`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.faults = try SandboxFaults(parsing: "slow=1")
        try await withSandbox(options) { client in
            let answer = try await client.buy()
            #expect(answer.status == 200)
            #expect(clock.waits == [.seconds(5)])
        }
    }

    @Test func `validations, readings and foreign orders are never struck`() async throws {
        try await withSandbox(try options("drop-before-buying=1")) { client in
            let validation = try await client.post(
                "/orders", SandboxClient.order(type: "validate"))
            #expect(validation.status == 200)
            #expect(try await client.get("/orders").status == 200)
            #expect(try await client.own("/orders", SandboxClient.order()).status == 200)
        }
    }

    @Test func `struck assignments are short, doubled, empty or an error`() async throws {
        try await withSandbox(ManualClock().options) { client in
            let reference = try #require(try await client.buy(3).json["orderReference"]?.text)
            let path = "/esims/assignments?reference=\(reference)"
            func ask(_ faults: String) async throws -> Answer {
                _ = try await client.own("/settings", #"{"faults":"\#(faults)"}"#)
                return try await client.get(path, accept: "application/json")
            }
            let sound = try await ask("")
            let short = try await ask("short-assignments=1")
            let doubled = try await ask("duplicate-rows=1")
            let empty = try await ask("empty-assignments=1")
            let error = try await ask("error-assignments=1")
            #expect(sound.json.elements?.count == 3)
            #expect(short.json.elements?.count == 2)
            #expect(doubled.json.elements?.count == 4)
            #expect(doubled.json.elements?[0] == doubled.json.elements?[1])
            #expect(empty.status == 200)
            #expect(empty.body.isEmpty)
            #expect(error.status == 500)
        }
    }

    @Test func `a bad ZIP cannot be read`() async throws {
        try await withSandbox(try options("bad-zip=1")) { client in
            let reference = try #require(try await client.buy().json["orderReference"]?.text)
            let answer = try await client.get(
                "/esims/assignments?reference=\(reference)", accept: "application/zip")
            #expect(answer.status == 200)
            #expect(throws: ZipError.self) { try ZipReader(answer.body).verify() }
        }
    }

    @Test func `the same seed strikes the same purchases`() async throws {
        let faults = try options("seed=7,unavailable-before=0.3,error-500=0.2")
        func statuses() async throws -> [Int] {
            try await withSandbox(faults) { client in
                var statuses: [Int] = []
                for _ in 0..<20 { statuses.append(try await client.buy().status) }
                return statuses
            }
        }
        let first = try await statuses()
        #expect(try await statuses() == first)
        #expect(Set(first) == [200, 500, 503])
    }
}
