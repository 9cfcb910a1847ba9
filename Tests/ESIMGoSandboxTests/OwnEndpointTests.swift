// The sandbox's own endpoints.

import Testing

@testable import ESIMGoSandbox

@Suite struct OwnEndpointTests {
    @Test func `the truth tells every purchase with its eSIMs and the requests`() async throws {
        try await withSandbox { client in
            _ = try await client.buy(2)
            _ = try await client.buy(1, "esim_3GB_30D_GB_V2")
            let truth = try await client.truth()
            let orders = try #require(truth["orders"]?.elements)
            #expect(orders.map { $0["total"] } == [.string("4.56"), .string("6.10")])
            #expect(orders[1]["balanceAfter"] == .string("989.34"))
            #expect(orders[0]["items"]?.elements?[0]["iccids"]?.elements?.count == 2)
            #expect(orders[0]["status"] == .string("completed"))
            #expect(truth["esims"] == .number("3"))
            #expect(truth["requests"]?["POST /orders"] == .number("2"))
        }
    }

    @Test(arguments: [("", "203.0.113.9"), (#""sourceIP":"198.51.100.4","#, "198.51.100.4")])
    func `a foreign order is charged and comes from elsewhere`(
        _ member: String, _ sourceIP: String
    ) async throws {
        try await withSandbox { client in
            let body = SandboxClient.order().replacing(
                "{\"type\":\"tr", with: "{\(member)\"type\":\"tr")
            let placed = try await client.own("/orders", body)
            let row = try await client.get("/orders").json["orders"]?.elements?.first
            #expect(placed.status == 200)
            #expect(row?["sourceIP"] == .string(sourceIP))
            #expect(try await client.truth()["balance"] == .string("997.72"))
        }
    }

    @Test func `settings change while it runs`() async throws {
        let clock = ManualClock()
        try await withSandbox(clock.options) { client in
            let changed = try await client.own(
                "/settings",
                #"{"latency":"3s","assignment-delay":"2m","list-delay":"1h","rate":"1"}"#)
            _ = try await client.buy()
            let limited = try await client.get("/orders")
            _ = try await client.own("/settings", #"{"rate":"","latency":"0s"}"#)
            let young = try await client.get("/orders")
            #expect(changed.json["assignment-delay"] == .string("120000ms"))
            #expect(clock.waits == [.seconds(3), .seconds(3)])
            #expect(limited.status == 429)
            #expect(young.json["rows"] == .number("0"))
        }
    }

    @Test(arguments: [
        #"{"latency":"soon"}"#, #"{"latency":3}"#, #"{"speed":"3s"}"#, #"{"rate":"0"}"#,
        #"{"faults":"x=1"}"#, "[]",
    ])
    func `a bad setting is refused in words`(_ body: String) async throws {
        try await withSandbox { client in
            let answer = try await client.own("/settings", body)
            #expect(answer.status == 400)
            #expect(answer.message?.isEmpty == false)
        }
    }

    @Test(arguments: [#"{"amount":"-1"}"#, #"{"amount":"x"}"#, "{}", ""])
    func `a bad top-up is refused`(_ body: String) async throws {
        try await withSandbox { client in
            let answer = try await client.own("/topup", body)
            #expect(answer.status == 400)
            #expect(try await client.truth()["balance"] == .string("1000.00"))
        }
    }
}
