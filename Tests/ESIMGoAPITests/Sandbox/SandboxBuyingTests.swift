// The client against the look-alike: buying, with and without trouble, and the list afterwards.

import ESIMGoSandbox
import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct SandboxBuyingTests {
    private let bundle = "esim_1GB_7D_GB_V2"
    private let before = ManualTime.start - .seconds(60)

    @Test func `an order is placed with its price, its time and its eSIMs`() async throws {
        try await withSandbox { peer in
            let answer = await peer.client.place([try item(bundle, 2)])
            guard case .placed(let order) = answer.outcome else {
                Issue.record("\(answer.outcome)")
                return
            }
            #expect(order.total?.description == "4.56 USD")
            #expect(order.sourceIP == "127.0.0.1")
            #expect(Set(order.esims.map(\.esim.iccid)).count == 2)
            #expect(order.esims.allSatisfy { $0.bundle?.text == bundle })
            let skew = try #require(order.created) - ManualTime.start
            #expect(skew >= .seconds(-1) && skew <= .seconds(1))
            #expect(try await peer.client.account().balance.description == "995.44 USD")
        }
    }

    @Test func `an order for named eSIMs is placed on them`() async throws {
        try await withSandbox { peer in
            let iccid = try #require(ICCID("8943108161000073175"))
            let order = OrderItem(
                bundle: try #require(BundleName(bundle)), quantity: 1, iccids: [iccid])
            guard case .placed(let placed) = await peer.client.place([order]).outcome else {
                Issue.record("not placed")
                return
            }
            #expect(placed.esims.map(\.esim.iccid) == [iccid])
            let listing = try await peer.client.orders(since: before)
            #expect(listing.orders.first?.items.first?.iccids == [iccid.digits])
        }
    }

    @Test(arguments: [
        ("drop-before-buying", 0), ("drop-after-buying", 1), ("html-403", 0),
        ("unavailable-before", 0), ("error-500", 0), ("unavailable-after-accepting", 1),
        ("error-500-after-buying", 1), ("garbled", 1),
    ])
    func `trouble leaves a purchase unconfirmed, bought once at the most`(
        _ fault: String, _ bought: Int
    ) async throws {
        try await withSandbox {
            $0.faults = try SandboxFaults(parsing: "seed=1,\(fault)=1")
        } _: { peer in
            let answer = await peer.client.place([try item(bundle)])
            guard case .unconfirmed = answer.outcome else {
                Issue.record("\(fault): \(answer.outcome)")
                return
            }
            let listing = try await peer.client.orders(since: before)
            #expect(listing.orders.count == bought)
            let left = bought == 1 ? "997.72" : "1000.00"
            #expect(try await peer.client.account().balance.amount == left)
        }
    }

    @Test func `a failed order is refused under its reference`() async throws {
        try await withSandbox {
            $0.faults = try SandboxFaults(parsing: "failed-order=1")
        } _: { peer in
            guard case .refused(let refusal) = await peer.client.place([try item(bundle)]).outcome
            else {
                Issue.record("not refused")
                return
            }
            let listing = try await peer.client.orders(since: before)
            #expect(listing.orders.map(\.status) == [.failed])
            #expect(refusal.reference == listing.orders.first?.reference)
            #expect(refusal.stops == nil)
        }
    }

    @Test func `the limiter's 429 and a short balance leave nothing bought`() async throws {
        try await withSandbox {
            $0.faults = try SandboxFaults(parsing: "rate-limited=1")
        } _: { peer in
            let limited = await peer.client.place([try item(bundle)])
            #expect(limited.outcome == .notPlaced(.rateLimited))
        }
        try await withSandbox {
            $0.balance = "2.00"
        } _: { peer in
            let dear = await peer.client.place([try item(bundle)])
            let words = "Failed to process Order. No payment taken."
            #expect(dear.outcome == .refused(Refusal(message: words, stops: .balance)))
            let unknown = await peer.client.place([try item("nothing")])
            let message = "Bundle nothing not found"
            #expect(unknown.outcome == .refused(Refusal(message: message)))
        }
    }

    @Test func `a list is read from its time on`() async throws {
        try await withSandbox { peer in
            for _ in 0..<3 { _ = await peer.client.place([try item(bundle)]) }
            peer.time.advance(by: .seconds(600))
            for _ in 0..<2 { _ = await peer.client.place([try item(bundle)]) }
            let all = try await peer.client.orders(since: before)
            #expect(all.orders.count == 5)
            let later = try await peer.client.orders(since: ManualTime.start + .seconds(300))
            #expect(later.orders.count == 2)
        }
    }

    @Test func `a list of more than five hundred orders is read whole`() async throws {
        try await withSandbox {
            $0.balance = "9999.00"
        } _: { peer in
            let client = peer.client
            let placed = try await withThrowingTaskGroup(of: OrderReference?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var last: OrderReference?
                        for _ in 0..<65 {
                            let answer = await client.place([try item("esim_1GB_7D_GB_V2")])
                            if case .placed(let order) = answer.outcome { last = order.reference }
                        }
                        return last
                    }
                }
                return try await group.reduce(into: [OrderReference?]()) { $0.append($1) }
            }
            let listing = try await client.orders(since: before)
            #expect(listing.orders.count == 520)
            #expect(Set(listing.orders.map(\.reference)).count == 520)
            let references = listing.orders.map(\.reference)
            #expect(placed.allSatisfy { $0.map(references.contains) == true })
        }
    }

    @Test func `an order that the list does not show yet is not there`() async throws {
        try await withSandbox {
            $0.listDelay = .seconds(90)
        } _: { peer in
            _ = await peer.client.place([try item(bundle)])
            #expect(try await peer.client.orders(since: before).orders.isEmpty)
            peer.time.advance(by: .seconds(90))
            #expect(try await peer.client.orders(since: before).orders.count == 1)
        }
    }
}
