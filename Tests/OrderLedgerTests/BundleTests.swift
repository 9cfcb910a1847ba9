// What the ledger remembers of bundles, and ledgers from before it did.

import Foundation
import GRDB
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct BundleTests {
    private static let samples = [
        BundleContents(
            data: .megabytes(1_500), days: 7, places: [.init(code: "GB", name: "Ü „x“")]),
        BundleContents(data: .unlimited, days: nil, places: []),
        BundleContents(data: nil, days: 30, places: [.init(code: "EU+", name: "Europe")]),
    ]

    @Test(arguments: samples)
    func `what is remembered of a bundle is read back, and replaced`(
        _ contents: BundleContents
    ) async throws {
        let ledger = try SQLiteLedger.inMemory()
        try await ledger.admitSample([.sample(Bundles.britain), .sample(Bundles.france)])
        let (britain, france) = (
            BundleName.sample(Bundles.britain), BundleName.sample(Bundles.france)
        )
        #expect(try await ledger.bundles(in: [.sample()]) == [britain: nil, france: nil])
        try await ledger.remember(Self.samples[0], of: britain, at: .noon)
        try await ledger.remember(contents, of: britain, at: .noon)
        #expect(try await ledger.bundles(in: [.sample()]) == [britain: contents, france: nil])
        #expect(try await ledger.bundles(in: [.sample("other")]).isEmpty)
    }

    @Test func `the moment of delivery is part of an order`() async throws {
        let ledger = try SQLiteLedger.inMemory()
        let order = try #require(try await ledger.admitSample().orders.first?.orders.first)
        try await ledger.attempt(order.id, .placed(.sample(1)))
        #expect(try await ledger.order().assignedAt == nil)
        try await ledger.recordDelivery(
            order.id, [.sample(1)], total: nil, at: .noon + .seconds(5))
        #expect(try await ledger.order().assignedAt == .noon + .seconds(5))
    }

    @Test func `a ledger of the first version is brought up to date, and loses nothing`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try FirstVersion.write(to: path)
            let before = try await SQLiteLedger.reading(path: path)?.read()
            let ledger = try SQLiteLedger(path: path)
            var batch = try await ledger.read()
            #expect(batch.orders[0].orders[0].state == .published)
            #expect(batch.orders[0].orders[0].esims.map(\.esim) == [.sample(1)])
            #expect(
                batch.orders[0].orders[0].assignedAt
                    == Timestamp(microseconds: 1_770_120_005_000_000))
            #expect(batch.orders[1].orders[0].assignedAt == nil)
            #expect(
                try await ledger.value("PRAGMA user_version", as: Int.self) == Schema.version)
            // Only read, it is as it was before, without what it did not know.
            batch.orders[0].orders[0] = try #require(before?.orders[0].orders[0])
            #expect(before == batch)
            try await ledger.remember(
                Self.samples[0], of: .sample(Bundles.britain), at: .noon)
            #expect(
                try await ledger.bundles(in: [.sample()])
                    == [.sample(Bundles.britain): Self.samples[0]])
        }
    }

    @Test func `a ledger of the first version that is only read knows no bundle`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try FirstVersion.write(to: path)
            let ledger = try #require(try SQLiteLedger.reading(path: path))
            #expect(try await ledger.bundles(in: [.sample()]) == [.sample(Bundles.britain): nil])
            #expect(try await ledger.batches().count == 1)
        }
    }
}
