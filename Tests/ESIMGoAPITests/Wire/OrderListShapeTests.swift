// The list of orders in every shape that the provider is known to use.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct OrderListShapeTests {
    private static let row = """
        {"order":[{"type":"bundle","item":"esim_1GB","quantity":2,"subTotal":4.56,
          "pricePerUnit":2.28,"AllowReassign":false,
          "esims":[{"iccid":"8943100000000000017","matchingId":"ABC-1","smdpAddress":"a.b"},null],
          "iccids":["8943100000000000017","8943100000000000025",null]},null],
         "total":4.56,"currency":"USD","status":"completed","statusMessage":"Order completed",
         "orderReference":"ref-1","createdDate":"2026-02-03T10:00:00.123456789Z",
         "assigned":true,"sourceIP":"192.0.2.10","runningBalance":497.72}
        """

    private func list(_ body: String) async throws -> [ListedOrder] {
        try await withServer { _ in
            .answer(200, body)
        } _: { peer, _ in
            try await peer.client.orders(since: ManualTime.start).orders
        }
    }

    @Test(arguments: [
        #"{"orders":[\#(row)],"pageCount":1,"pageSize":500,"rows":1}"#,
        #"{"orders":[null,\#(row),null],"pageCount":"1","rows":"1"}"#,
        #"{"orders":[\#(row)]}"#, #"[\#(row)]"#, #"[null,\#(row)]"#, row,
        #"{"orders":[\#(row)],"pageCount":null,"rows":null}"#,
    ])
    func `a row is read from every shape`(_ body: String) async throws {
        let order = try #require(try await list(body).first)
        #expect(order.reference.text == "ref-1")
        #expect(order.status == .completed)
        #expect(order.created?.description == "2026-02-03T10:00:00.123Z")
        #expect(order.total?.description == "4.56 USD")
        #expect(order.assigned == true)
        #expect(order.sourceIP == "192.0.2.10")
        let iccids: Set = ["8943100000000000017", "8943100000000000025"]
        #expect(
            order.items == [
                ListedOrder.Item(type: "bundle", bundle: "esim_1GB", quantity: 2, iccids: iccids)
            ])
    }

    @Test(arguments: [
        "[]", #"{"orders":[]}"#, #"{"orders":null}"#, #"{"orders":[null]}"#,
        #"{"orders":[],"pageCount":0,"pageSize":500,"rows":0}"#,
    ])
    func `an empty list is empty`(_ body: String) async throws {
        #expect(try await list(body).isEmpty)
    }

    @Test(arguments: [
        ("createDate", "2026-02-03T10:00:00Z", "2026-02-03T10:00:00.000Z"),
        ("createdDate", "2026-02-03T10:00:00.5Z", "2026-02-03T10:00:00.500Z"),
        ("createdDate", "2026-02-03T12:00:00+02:00", "2026-02-03T10:00:00.000Z"),
        ("createdDate", "yesterday", nil), ("created", "2026-02-03T10:00:00Z", nil),
    ])
    func `the time of creation is read under both of its names`(
        _ name: String, _ text: String, _ expected: String?
    ) async throws {
        let orders = try await list(#"[{"orderReference":"r","order":[],"\#(name)":"\#(text)"}]"#)
        #expect(orders.map(\.created?.description) == [expected])
    }

    @Test func `refunds, top-ups and failed orders are listed as what they are`() async throws {
        let orders = try await list(
            """
            {"orders":[
              {"order":[{"type":"bundleRefund","item":"b","quantity":1}],"total":0,
               "currency":"USD","status":"completed","orderReference":"refund"},
              {"order":[{"type":"apiTopup","item":"","quantity":1}],"orderReference":"top-up",
               "total":"100.00","currency":"USD","status":"completed"},
              {"order":[{"type":"bundle","item":"b","quantity":1}],"status":"failed",
               "orderReference":"failed","assigned":false},
              {"order":[{"type":"bundle","item":"b","quantity":1}],"orderReference":"queued"}],
             "pageCount":1,"rows":4}
            """)
        let byReference = Dictionary(
            uniqueKeysWithValues: orders.map { ($0.reference.text, $0) })
        #expect(byReference["refund"]?.isPurchase == false)
        #expect(byReference["top-up"]?.isTopUp == true)
        #expect(byReference["top-up"]?.total?.description == "100.00 USD")
        #expect(byReference["failed"]?.status == .failed)
        #expect(byReference["failed"]?.isPurchase == true)
        #expect(byReference["queued"]?.status == .unfinished(""))
    }

    @Test func `a row without a reference is passed over only if it is surely no purchase`()
        async throws
    {
        let topUp = #"{"order":[{"type":"topup","item":"","quantity":1}],"total":50}"#
        let listed = try await list(
            #"{"orders":[\#(Self.row),\#(topUp)],"pageCount":1,"rows":2}"#)
        #expect(listed.map(\.reference.text) == ["ref-1"])
        let unclear = [
            #"{"order":[{"type":"bundle","item":"b","quantity":1}],"total":50}"#,
            #"{"order":[{"item":"b","quantity":1}],"total":50}"#, #"{"order":[],"total":50}"#,
            #"{"order":null}"#, #"{"status":"processing"}"#,
        ]
        for row in unclear {
            let orders = try await list(#"{"orders":[\#(Self.row),\#(row)],"rows":2}"#)
            #expect(orders.count == 2, "\(row)")
            let nameless = try #require(orders.first { !$0.isNamed }, "\(row)")
            #expect(nameless.isPurchase || nameless.items.isEmpty)
            let again = try await list(#"{"orders":[\#(row),\#(Self.row)],"rows":2}"#)
            #expect(again.contains(nameless), "\(row)")
        }
    }

    /// They are two purchases, and a list in which one hides the other would never add up.
    @Test func `rows without a reference that look alike stay as many as they are`() async throws {
        let row =
            #"{"order":[{"type":"bundle","item":"b","quantity":1}],"total":5,"#
            + #""createdDate":"2026-02-03T10:11:12Z"}"#
        let body = #"{"orders":[\#(row),\#(Self.row),\#(row)],"pageCount":1,"rows":3}"#
        let orders = try await list(body)
        #expect(orders.count == 3)
        #expect(Set(orders.map(\.reference)).count == 3)
        #expect(Set(try await list(body)) == Set(orders))
    }

    @Test(arguments: ["1764201600", "{}", "true", "\"soon\"", "\"\""])
    func `a date that cannot be read leaves the row readable`(_ date: String) async throws {
        let row = #"{"order":[{"type":"bundle","item":"b"}],"orderReference":"r","#
        let orders = try await list(
            #"{"orders":[\#(row)"createdDate":\#(date)}],"pageCount":1,"rows":1}"#)
        #expect(orders.map(\.reference.text) == ["r"])
        #expect(orders.map(\.created) == [nil])
    }

    /// One odd row, of whoever's order, must not hide all the others.
    @Test(arguments: [
        #""total":{}"#, #""total":"lots""#, #""assigned":"yes""#, #""currency":17"#,
        #""status":{}"#, #""sourceIP":[]"#, #""order":"b""#, #""order":[17]"#,
        #""order":[{"type":7,"item":[],"quantity":1e30}]"#,
    ])
    func `a row that is written oddly hides no other`(_ odd: String) async throws {
        let other = #"{"order":[{"type":"bundle","item":"b","quantity":1}],"orderReference":"q"}"#
        let orders = try await list(
            #"{"orders":[{"orderReference":"r",\#(odd)},\#(other)],"pageCount":1,"rows":2}"#)
        #expect(orders.map(\.reference.text).sorted() == ["q", "r"])
    }

    @Test func `an order's items may be one object, and one whose reference is a number has none`()
        async throws
    {
        let orders = try await list(
            #"{"orders":[{"orderReference":17,"order":{"item":"b","quantity":2}}],"rows":1}"#)
        #expect(orders.map(\.isNamed) == [false])
        #expect(orders.first?.items.map(\.quantity) == [2])
    }

    @Test(arguments: [
        "", "<html></html>", "null", #"{"orders":["r"]}"#, #"{"orders":{}}"#,
        #"[{"orderReference":"r","order":[]}"#, "true", "{}",
        #"{"message":"Processing - please come back later"}"#,
    ])
    func `what is no list of orders is unreadable`(_ body: String) async {
        #expect(await failure { try await list(body) }?.kind == .unreadable)
    }
}
