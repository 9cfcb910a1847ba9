// Buying and validating over HTTP.

import Testing

@testable import ESIMGoSandbox

@Suite struct OrderTests {
    @Test func `a validation answers the documented shape and charges nothing`() async throws {
        let clock = ManualClock()
        try await withSandbox(clock.options) { client in
            let answer = try await client.post(
                "/orders", SandboxClient.order(5, type: "validate"))
            #expect(answer.status == 200)
            #expect(
                answer.text == """
                    {"order":[{"type":"bundle","item":"esim_1GB_7D_GB_V2","quantity":5,\
                    "subTotal":11.4,"pricePerUnit":2.28,"AllowReassign":false}],"total":11.4,\
                    "valid":true,"currency":"USD","createdDate":"2026-02-03T10:11:12.000000000Z",\
                    "assigned":true}
                    """)
            #expect(try await client.truth()["balance"] == .string("1000.00"))
        }
    }

    @Test func `a small purchase carries its eSIMs and is charged`() async throws {
        let clock = ManualClock()
        try await withSandbox(clock.options) { client in
            let answer = try await client.buy(2)
            let order = answer.json
            let item = try #require(order["order"]?.elements?.first)
            let esims = try #require(item["esims"]?.elements)
            #expect(answer.status == 200)
            #expect(order["status"] == .string("completed"))
            #expect(order["statusMessage"] == .string("Order completed: 2 eSIMs assigned"))
            #expect(order["total"] == .number("4.56"))
            #expect(order["runningBalance"] == .number("995.44"))
            #expect(order["sourceIP"] == .string("127.0.0.1"))
            #expect(order["createdDate"] == .string("2026-02-03T10:11:12.000000000Z"))
            #expect(esims.count == 2)
            #expect(item["iccids"]?.elements == esims.compactMap { $0["iccid"] })
            #expect(esims.allSatisfy { $0["smdpAddress"] == .string("rsp-3104.example.net") })
            let truth = try await client.truth()
            #expect(truth["count"] == .number("1"))
            #expect(truth["esims"] == .number("2"))
            #expect(truth["balance"] == .string("995.44"))
        }
    }

    @Test func `a purchase of six answers processing without eSIMs`() async throws {
        try await withSandbox { client in
            let answer = try await client.buy(6)
            let reference = try #require(answer.json["orderReference"]?.text)
            let later = try await client.get("/orders/\(reference)").json
            #expect(answer.json["status"] == .string("processing"))
            #expect(answer.json["order"]?.elements?.first?["esims"] == nil)
            #expect(later["status"] == .string("completed"))
            #expect(later["order"]?.elements?.first?["esims"]?.elements?.count == 6)
        }
    }

    @Test(arguments: [
        ("no JSON", "{", "Request body is not valid JSON"),
        ("no type", "{}", "Invalid Order type"),
        ("another type", #"{"type":"purchase"}"#, "Invalid Order type"),
        ("no items", #"{"type":"transaction","item":"a"}"#, "Order must contain Order Items"),
        (
            "a zero", SandboxClient.order(0),
            "Order Item quantity must be a whole number from 1 to 10000"
        ),
        (
            "too many", SandboxClient.order(10_001),
            "Order Item quantity must be a whole number from 1 to 10000"
        ),
        (
            "another letter case", SandboxClient.order(1, "ESIM_1GB_7D_GB_V2"),
            "Bundle ESIM_1GB_7D_GB_V2 not found"
        ),
        ("too dear", SandboxClient.order(439), "Failed to process Order. No payment taken."),
    ])
    func `a bad order is refused as plain text and buys nothing`(
        _ what: String, _ body: String, _ message: String
    ) async throws {
        try await withSandbox { client in
            let answer = try await client.post("/orders", body)
            #expect(answer.status == 400)
            #expect(answer.header("content-type") == "text/plain; charset=utf-8")
            #expect(answer.message == message, "\(what)")
            #expect(try await client.truth()["count"] == .number("0"))
        }
    }

    @Test(arguments: [
        (#"["8943108161000073175"]"#, 2, true, "Number of ICCIDs must match the quantity"),
        (#"["89431081610000731A5"]"#, 1, true, "Order Item contains an invalid ICCID"),
        (#"["12345678901234567"]"#, 1, true, "Order Item contains an invalid ICCID"),
        (
            #"["8943108161000073175"]"#, 1, false,
            "ICCIDs can only be given when assign is true"
        ),
    ])
    func `named eSIMs are checked`(
        _ iccids: String, _ quantity: Int, _ assign: Bool, _ message: String
    ) async throws {
        try await withSandbox { client in
            let answer = try await client.post(
                "/orders", Self.naming(iccids, quantity: quantity, assign: assign))
            #expect(answer.status == 400)
            #expect(answer.message == message)
        }
    }

    @Test func `an unknown named eSIM becomes a known one and keeps its codes`() async throws {
        try await withSandbox { client in
            let iccid = "8943108161000073175"
            let body = Self.naming("[\"\(iccid)\"]", quantity: 1, assign: true)
            let first = try await client.post("/orders", body)
            let second = try await client.post("/orders", body)
            let esim = try await client.get("/esims/\(iccid)").json
            let codes = [first, second].map {
                $0.json["order"]?.elements?[0]["esims"]?.elements?[0]["matchingId"]
            }
            #expect(codes[0] == esim["matchingId"])
            #expect(codes[0] == codes[1])
            #expect(try await client.get("/esims").json["rows"] == .number("1"))
        }
    }

    @Test func `an order into the inventory makes no eSIM`() async throws {
        try await withSandbox { client in
            let answer = try await client.post(
                "/orders",
                #"{"type":"transaction","order":[{"type":"bundle","quantity":3,"#
                    + #""item":"esim_1GB_7D_FR_V2"}]}"#)
            #expect(answer.json["assigned"] == .bool(false))
            #expect(answer.json["statusMessage"] == .string("Order completed"))
            #expect(try await client.truth()["esims"] == .number("0"))
        }
    }

    @Test func `keys are matched without regard to case`() async throws {
        try await withSandbox { client in
            let answer = try await client.post(
                "/orders",
                #"{"Type":"transaction","ASSIGN":true,"Order":[{"type":"bundle","Quantity":1,"#
                    + #""item":"esim_1GB_7D_GB_V2"}]}"#)
            #expect(answer.json["status"] == .string("completed"))
        }
    }

    @Test func `prices with many decimals add up exactly`() async throws {
        var options = SandboxOptions()
        options.balance = "0.8"
        try await withSandbox(options) { client in
            _ = try await client.own(
                "/price", #"{"bundle":"esim_1GB_7D_GB_V2","price":"0.1"}"#)
            _ = try await client.own(
                "/price", #"{"bundle":"esim_1GB_7D_FR_V2","price":"0.066667"}"#)
            let first = try await client.buy(3)
            let second = try await client.buy(3, "esim_1GB_7D_FR_V2")
            let third = try await client.buy(3)
            #expect(first.json["total"] == .number("0.3"))
            #expect(second.json["total"] == .number("0.200001"))
            #expect(second.json["runningBalance"] == .number("0.299999"))
            #expect(third.message == "Failed to process Order. No payment taken.")
            #expect(try await client.get("/organisation").text.contains(#""balance":0.299999"#))
        }
    }

    @Test func `two purchases at once cannot spend the same money`() async throws {
        var options = SandboxOptions()
        options.balance = "22.80"
        try await withSandbox(options) { client in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<30 { group.addTask { try await client.buy().status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let truth = try await client.truth()
            let orders = try #require(truth["orders"]?.elements)
            let references = Set(orders.compactMap { $0["orderReference"]?.text })
            #expect(statuses.filter { $0 == 200 }.count == 10)
            #expect(truth["balance"] == .string("0.00"))
            #expect(references.count == 10)
        }
    }

    static func naming(_ iccids: String, quantity: Int, assign: Bool) -> String {
        """
        {"type":"transaction","assign":\(assign),"order":[{"type":"bundle",
         "quantity":\(quantity),"item":"esim_1GB_7D_GB_V2","iccids":\(iccids)}]}
        """
    }
}
