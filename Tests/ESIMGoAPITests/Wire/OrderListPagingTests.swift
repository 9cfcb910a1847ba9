// Reading the whole list, whatever moves meanwhile.

import Foundation
import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct OrderListPagingTests {
    private static func page(_ references: [Int], _ envelope: String = "") -> Reaction {
        let rows = references.map { #"{"orderReference":"r-\#($0)","order":[]}"# }
        let list = rows.joined(separator: ",")
        return .answer(200, envelope.isEmpty ? "[\(list)]" : #"{"orders":[\#(list)],\#(envelope)}"#)
    }

    private static func number(of request: RawRequest) -> Int {
        let query = request.target.split(separator: "?").last ?? ""
        let page = query.split(separator: "&").first { $0.hasPrefix("page=") }
        return page.flatMap { Int($0.dropFirst(5)) } ?? 0
    }

    private func references(_ orders: [ListedOrder]) -> [String] {
        orders.map(\.reference.text).sorted()
    }

    @Test func `each page is asked for once, with a limit and a time`() async throws {
        try await withServer { request in
            Self.page([Self.number(of: request)], #""pageCount":3,"rows":3"#)
        } _: { peer, server in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-1", "r-2", "r-3"])
            #expect(server.requests.count == 3)
            let target = try #require(server.requests.first?.target)
            #expect(
                target == "/v2.4/orders?includeIccids=true&page=1&limit=500"
                    + "&createdAt=gte%3A2026-02-03T10%3A11%3A12.000Z")
        }
    }

    @Test func `without a page count it ends where nothing new comes`() async throws {
        try await withServer { request in
            Self.page(Self.number(of: request) <= 2 ? [Self.number(of: request)] : [])
        } _: { peer, server in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-1", "r-2"])
            #expect(listing.isFull)
            #expect(server.requests.count == 3)
        }
    }

    /// As long as the provider's page by default, it may be cut off there.
    @Test(arguments: [(2, true), (9, true), (10, false), (30, false)])
    func `a server that repeats its only page does not go on for ever`(
        count: Int, isFull: Bool
    ) async throws {
        try await withServer { _ in
            Self.page(Array(1...count))
        } _: { peer, server in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(listing.orders.count == count)
            #expect(listing.isFull == isFull)
            #expect(server.requests.count == 2)
        }
    }

    @Test func `a page that is repeated is enough where the list says how many rows it has`()
        async throws
    {
        try await withServer { _ in
            Self.page(Array(1...30), #""rows":30"#)
        } _: { peer, _ in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(listing.isFull)
        }
    }

    @Test(arguments: [
        #"{"orderReference":"r-1","order":[]},{"orderReference":"r-1","order":[]}"#,
        #"{"orderReference":"r-1","order":[]},"#
            + #"{"order":[{"type":"topup"}]},{"order":[{"type":"topup"}]}"#,
    ])
    func `a row that stands twice on a page leaves the list open, and readable`(
        rows: String
    ) async throws {
        let count = rows.components(separatedBy: "},{\"").count
        try await withServer { _ in
            .answer(200, #"{"orders":[\#(rows)],"rows":\#(count)}"#)
        } _: { peer, _ in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-1"])
            #expect(!listing.isFull)
        }
    }

    @Test func `a null that is counted as a row leaves the list open, and readable`() async throws {
        try await withServer { _ in
            .answer(200, #"{"orders":[{"orderReference":"r-1","order":[]},null],"rows":2}"#)
        } _: { peer, _ in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-1"])
            #expect(!listing.isFull)
        }
    }

    @Test(arguments: [
        #"{"message":"Processing - please come back later"}"#, "{}", "[]", #"{"orders":null}"#,
        #"{"orders":[],"pageCount":1,"rows":0}"#,
    ])
    func `a page that was announced and does not come makes the list unreadable`(
        body: String
    ) async throws {
        for envelope in [#""pageCount":2"#, #""pageCount":2,"rows":2"#] {
            try await withServer { request in
                Self.number(of: request) == 1 ? Self.page([1], envelope) : .answer(200, body)
            } _: { peer, _ in
                let failure = await #expect(throws: APIFailure.self) {
                    try await peer.client.orders(since: ManualTime.start)
                }
                #expect(failure?.kind == .unreadable)
            }
        }
    }

    @Test func `a row that slipped between shifting pages is read again`() async throws {
        // An order arrives after page 1 was read: row 1 moves to page 2, and the new one is missed.
        try await withServer { request in
            switch request.number {
            case 1: Self.page([2, 1], #""pageCount":2,"rows":3"#)
            case 2: Self.page([1, 0], #""pageCount":2,"rows":4"#)
            case 3: Self.page([3, 2], #""pageCount":2,"rows":4"#)
            default: Self.page([1, 0], #""pageCount":2,"rows":4"#)
            }
        } _: { peer, server in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-0", "r-1", "r-2", "r-3"])
            #expect(server.requests.count == 4)
        }
    }

    @Test func `a list that never adds up is not taken for a full one`() async throws {
        try await withServer { _ in
            Self.page([1, 2], #""pageCount":1,"rows":3"#)
        } _: { peer, server in
            let failure = await failure { try await peer.client.orders(since: ManualTime.start) }
            #expect(failure?.kind == .unavailable)
            #expect(server.requests.count == ClientLimits.listReadings)
        }
    }

    @Test func `a list without an end is given up`() async throws {
        try await withServer { request in
            Self.page([Self.number(of: request)], #""pageCount":1000000"#)
        } _: { peer, server in
            let failure = await failure { try await peer.client.orders(since: ManualTime.start) }
            #expect(failure?.kind == .unreadable)
            #expect(server.requests.count == ClientLimits.listPages)
        }
    }

    @Test func `the time asked from is the server's, and the time told is ours`() async throws {
        // The server's clock is an hour ahead of ours.
        let row = #"[{"orderReference":"r","order":[],"createdDate":"2026-02-03T11:11:12Z"}]"#
        try await withServer { _ in
            .answer(200, row, headers: ["Date: Tue, 03 Feb 2026 11:11:12 GMT"])
        } _: { peer, server in
            _ = try await peer.client.orders(since: ManualTime.start)
            let listing = try await peer.client.orders(since: ManualTime.start)
            let asked = try #require(server.requests.last?.target)
            #expect(asked.contains("createdAt=gte%3A2026-02-03T11%3A11%3A12.500Z"))
            let created = try #require(listing.orders.first?.created)
            #expect(created == ManualTime.start - .milliseconds(500))
        }
    }

    @Test func `a list that was asked for by a clock that is ahead is asked for again`()
        async throws
    {
        // The server's clock is three hours behind ours, which its first answer tells.
        try await withServer { _ in
            .answer(200, "[]", headers: ["Date: Tue, 03 Feb 2026 07:11:12 GMT"])
        } _: { peer, server in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(listing.orders.isEmpty)
            let asked = server.requests.map(\.target)
            #expect(asked.count == 2)
            #expect(asked.first?.contains("createdAt=gte%3A2026-02-03T10%3A11%3A12.000Z") == true)
            #expect(asked.last?.contains("createdAt=gte%3A2026-02-03T07%3A11%3A12.500Z") == true)
            _ = try await peer.client.orders(since: ManualTime.start)
            #expect(server.requests.count == 3)
        }
    }

    @Test func `rows that are no orders of ours do not end a list without a page count`()
        async throws
    {
        let refund =
            #"{"order":[{"type":"refund","quantity":1}],"createdDate":"2026-01-01T00:00:00Z"}"#
        try await withServer { request in
            switch Self.number(of: request) {
            case 1: .answer(200, "[\(refund)]")
            case 2: Self.page([1])
            default: Self.page([])
            }
        } _: { peer, _ in
            let listing = try await peer.client.orders(since: ManualTime.start)
            #expect(references(listing.orders) == ["r-1"])
        }
    }
}
