// The order list: paging, filters and delays.

import Testing

@testable import ESIMGoSandbox

@Suite struct OrderListTests {
    /// Buys one order a minute; the newest is the last.
    private func buyEveryMinute(
        _ count: Int, _ client: SandboxClient, _ clock: ManualClock
    ) async throws -> [JSON] {
        var references: [JSON] = []
        for _ in 0..<count {
            references.append(try #require(try await client.buy().json["orderReference"]))
            clock.advance(by: .seconds(60))
        }
        return references
    }

    private func references(_ answer: Answer) -> [JSON] {
        (answer.json["orders"]?.elements ?? []).compactMap { $0["orderReference"] }
    }

    @Test func `the list is newest first, ten to a page unless asked`() async throws {
        let clock = ManualClock()
        try await withSandbox(clock.options) { client in
            let bought = try await buyEveryMinute(12, client, clock)
            let first = try await client.get("/orders")
            let second = try await client.get("/orders?page=2")
            let all = try await client.get("/orders?limit=99999")
            #expect(references(first) == bought.reversed().prefix(10).map { $0 })
            #expect(references(second) == bought.reversed().suffix(2).map { $0 })
            #expect(references(all) == bought.reversed())
            #expect(first.json["pageCount"] == .number("2"))
            #expect(first.json["pageSize"] == .number("10"))
            #expect(first.json["rows"] == .number("12"))
            #expect(all.json["pageSize"] == .number("10000"))
            #expect(references(try await client.get("/orders?page=3")).isEmpty)
        }
    }

    @Test(arguments: [
        ("createdAt=gte:2026-02-03T10:12:12.000Z", 1..<4),
        ("createdAt=gt:2026-02-03T10:12:12.000Z", 2..<4),
        ("createdAt=lte:2026-02-03T10:13:12Z", 0..<3),
        ("createdAt=lt:2026-02-03T10:13:12Z", 0..<2),
        ("createdAt=2026-02-03T10:13:12Z", 2..<3),
        ("createdAt=gte%3A2026-02-03T11%3A12%3A12%2B01%3A00", 1..<4),
        ("createdAt=gte:2026-02-03T10:12:12Z&createdAt=lte:2026-02-03T10:13:12.000Z", 1..<3),
        ("createdAt=gte:2026-02-04T00:00:00Z", 4..<4),
    ])
    func `createdAt narrows the list`(_ query: String, _ places: Range<Int>) async throws {
        let clock = ManualClock()
        try await withSandbox(clock.options) { client in
            let bought = try await buyEveryMinute(4, client, clock)
            let found = try await client.get("/orders?\(query)")
            #expect(references(found) == bought[places].reversed())
        }
    }

    @Test(arguments: ["limit=0", "limit=x", "page=-1", "createdAt=gte:yesterday"])
    func `a malformed query is refused`(_ query: String) async throws {
        try await withSandbox { client in
            let answer = try await client.get("/orders?\(query)")
            #expect(answer.status == 400)
            #expect(answer.message != nil)
        }
    }

    @Test func `the list delay hides young orders from the list alone`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.listDelay = .seconds(30)
        try await withSandbox(options) { client in
            let reference = try #require(try await client.buy().json["orderReference"]?.text)
            let young = try await client.get("/orders")
            let alone = try await client.get("/orders/\(reference)")
            clock.advance(by: .seconds(30))
            let old = try await client.get("/orders")
            #expect(young.json["rows"] == .number("0"))
            #expect(alone.status == 200)
            #expect(references(old) == [.string(reference)])
        }
    }

    @Test func `eSIMs can be left out of the list`() async throws {
        try await withSandbox { client in
            _ = try await client.buy()
            let with = try await client.get("/orders?includeIccids=true").text
            let without = try await client.get("/orders?includeIccids=false").text
            #expect(with.contains("iccids"))
            #expect(!without.contains("iccids"))
        }
    }

    @Test func `an unknown reference is refused`() async throws {
        try await withSandbox { client in
            let answer = try await client.get("/orders/nothing")
            #expect(answer.status == 400)
        }
    }

    @Test func `a top-up is a row that is not a bundle`() async throws {
        try await withSandbox { client in
            let topUp = try await client.own("/topup", #"{"amount":"100.00"}"#)
            let row = try #require(
                try await client.get("/orders").json["orders"]?.elements?.first)
            #expect(topUp.json["balance"] == .string("1100.00"))
            #expect(row["order"]?.elements?[0]["type"] == .string("apiTopup"))
            #expect(row["runningBalance"] == .number("1100"))
            #expect(try await client.truth()["count"] == .number("0"))
        }
    }
}
