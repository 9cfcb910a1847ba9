// Install data that is not the order's own, from whatever cache.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct ForeignDeliveryTests {
    private static let ours = ["8943100000000000017", "8943100000000000025"]
    private static let others = ["8943100000000000033", "8943100000000000041"]

    private func delivery(naming named: [String], of brought: [String]) async throws -> Delivery {
        let iccids = named.map { "\"\($0)\"" }.joined(separator: ",")
        let rows = brought.map { "\($0),CODE-\($0.suffix(2)),smdp.example" }
        return try await withServer { request in
            request.target.contains("/assignments")
                ? .answer(
                    200,
                    (["ICCID,Matching ID,RSP URL"] + rows).joined(separator: "\n"))
                : .answer(
                    200,
                    #"{"orderReference":"ref-1","status":"completed","order":[{"item":"b","#
                        + #""type":"bundle","quantity":2,"iccids":[\#(iccids)]}]}"#)
        } _: { peer, _ in
            try await peer.client.delivery(
                of: try #require(OrderReference("ref-1")), expecting: 2)
        }
    }

    @Test func `eSIMs that the order does not name are nobody's to hand out`() async throws {
        let delivery = try await delivery(naming: Self.ours, of: Self.others)
        #expect(delivery.esims.isEmpty)
        #expect(delivery.trouble?.contains("other eSIMs") == true)
    }

    @Test func `those that it names are taken from among others`() async throws {
        let delivery = try await delivery(naming: Self.ours, of: Self.others + Self.ours)
        #expect(delivery.esims.map(\.esim.iccid.digits) == Self.ours)
    }

    @Test(arguments: [("evil$host/ x", "CODE-1"), ("", "CODE-1"), ("smdp.example", "")])
    func `install data that cannot be used is told as such`(
        address: String, code: String
    ) async throws {
        let delivery = try await withServer { request in
            request.target.contains("/assignments")
                ? .answer(
                    200, "ICCID,Matching ID,RSP URL\n\(Self.ours[0]),\(code),\(address)\n")
                : .answer(200, #"{"orderReference":"ref-1","status":"completed","order":[]}"#)
        } _: { peer, _ in
            try await peer.client.delivery(
                of: try #require(OrderReference("ref-1")), expecting: 1)
        }
        #expect(delivery.esims.isEmpty)
        #expect(delivery.trouble?.contains("of eSIM \(Self.ours[0]) cannot be used") == true)
    }

    @Test(arguments: [[], [ours[0]]])
    func `an order that does not name all of its eSIMs brings what is assigned to it`(
        named: [String]
    ) async throws {
        let delivery = try await delivery(naming: named, of: Self.ours)
        #expect(delivery.esims.map(\.esim.iccid.digits) == Self.ours)
        #expect(delivery.trouble == nil)
    }
}
