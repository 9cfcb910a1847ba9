// The client against the look-alike: account, catalogue, prices, key and rate limit.

import ESIMGoSandbox
import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct SandboxAccountTests {
    @Test func `the account is read`() async throws {
        try await withSandbox {
            $0.balance = "497.72"
            $0.currency = "EUR"
        } _: { peer in
            let account = try await peer.client.account()
            #expect(account.balance.description == "497.72 EUR")
        }
    }

    @Test(arguments: ["wrong-key", "another-key"])
    func `a key that is not the account's is told as such`(_ key: String) async throws {
        try await withSandbox(key: key) {
            $0.apiKey = testKey
        } _: { peer in
            let failures = [
                await failure { try await peer.client.account() },
                await failure { try await peer.client.catalogue(.everything) },
                await failure { try await peer.client.orders(since: ManualTime.start) },
                await failure { try await peer.client.quote([try item("esim_1GB_7D_GB_V2")]) },
            ]
            #expect(failures.map { $0?.kind } == Array(repeating: .credentials, count: 4))
            let placed = await peer.client.place([try item("esim_1GB_7D_GB_V2")])
            let expected = Refusal(message: "access denied", stops: .credentials)
            #expect(placed.outcome == .refused(expected))
        }
    }

    @Test func `the whole catalogue is read over its pages`() async throws {
        let bundles = (1...450).map { #"{"name":"b-\#($0)","price":\#($0).10,"countries":[]}"# }
        let file = try TemporaryFile("[\(bundles.joined(separator: ","))]")
        try await withSandbox {
            $0.catalogueFile = file.path
        } _: { peer in
            let found = try await peer.client.catalogue(.everything)
            #expect(found.count == 450)
            #expect(found.map(\.name) == found.map(\.name).sorted())
            #expect(found.first { $0.name == "b-7" }?.price?.description == "7.1")
        }
    }

    @Test(arguments: [
        (["GB"], nil, 6), (["gb"], "unlimited", 1), (["FR", "DE"], nil, 8), ([], "1GB, 7 Days", 13),
        (["XX"], nil, 0),
    ])
    func `the catalogue is filtered`(
        _ countries: [String], _ search: String?, _ count: Int
    ) async throws {
        try await withSandbox { peer in
            let filter = CatalogueFilter(countries: countries, search: search)
            let found = try await peer.client.catalogue(filter)
            #expect(found.count == count)
        }
    }

    @Test func `a valid order has a price and costs nothing to ask`() async throws {
        try await withSandbox { peer in
            let order = [try item("esim_1GB_7D_GB_V2", 3), try item("esim_10GB_30D_IT_V2", 2)]
            guard case .valid(let quote) = try await peer.client.quote(order) else {
                Issue.record("not valid")
                return
            }
            // 3 × 2.28 + 2 × 13.335.
            #expect(quote.total.description == "33.51 USD")
            #expect(quote.unitPrices[order[0].bundle]?.description == "2.28")
            #expect(quote.unitPrices[order[1].bundle]?.description == "13.335")
            #expect(try await peer.client.account().balance.description == "1000.00 USD")
            let listing = try await peer.client.orders(since: ManualTime.start - .seconds(60))
            #expect(listing.orders.isEmpty)
        }
    }

    @Test func `an order that would be refused, or not paid, says so`() async throws {
        try await withSandbox {
            $0.balance = "5.00"
        } _: { peer in
            let unknown = try await peer.client.quote([try item("esim_1GB_7D_ZZ_V2")])
            #expect(unknown == .invalid(message: "Bundle esim_1GB_7D_ZZ_V2 not found"))
            let dear = try await peer.client.quote([try item("esim_1GB_7D_GB_V2", 3)])
            let words = "Failed to process Order. No payment taken."
            #expect(dear == .unaffordable(message: words))
        }
    }

    @Test func `the rate limit is kept by everybody together`() async throws {
        try await withSandbox {
            $0.rate = 3
        } _: { peer in
            let client = peer.client
            // Ten questions of one token each, three to a second.
            let read = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<10 { group.addTask { try await client.account().balance.amount } }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(read == Array(repeating: "1000.00", count: 10))
            #expect(peer.time.uptime() >= .seconds(2))
            #expect(!peer.time.waits.isEmpty)
        }
    }

    @Test func `a purchase that awaits its turn is not turned away`() async throws {
        try await withSandbox {
            $0.rate = 2
        } _: { peer in
            for _ in 0..<7 {
                try await peer.client.awaitTurn()
                let answer = await peer.client.place([try item("esim_1GB_7D_GB_V2")])
                #expect(answer.status == 200)
            }
            #expect(peer.time.uptime() >= .seconds(2))
        }
    }

    @Test func `a purchase that does not is not placed, and may be sent again`() async throws {
        try await withSandbox {
            $0.rate = 1
        } _: { peer in
            _ = await peer.client.place([try item("esim_1GB_7D_GB_V2")])
            let second = await peer.client.place([try item("esim_1GB_7D_GB_V2")])
            #expect(second.outcome == .notPlaced(.rateLimited))
            // The limiter's pause is everybody's.
            let before = peer.time.waits.count
            try await peer.client.awaitTurn()
            #expect(peer.time.waits.count > before)
        }
    }
}
