// A provider that hands out the install data of an order that was delivered before.

import Logging
import OrderTestKit
import Orders

/// Passes everything on to a scripted provider, but delivers another order's eSIMs.
struct MisdeliveringAPI: OrderAPI {
    private let base: ScriptedAPI
    private let other: OrderReference

    init(_ base: ScriptedAPI, delivering other: OrderReference) {
        self.base = base
        self.other = other
    }

    var clockSkew: Duration? { base.clockSkew }

    func account() async throws -> Account { try await base.account() }

    func quote(_ items: [OrderItem]) async throws -> QuoteAnswer { try await base.quote(items) }

    func awaitTurn() async throws { try await base.awaitTurn() }

    func place(_ items: [OrderItem]) async -> PlacementAnswer { await base.place(items) }

    func delivery(of reference: OrderReference, expecting count: Int) async throws -> Delivery {
        let esims = base.sales.first { $0.reference == other }?.esims ?? []
        return Delivery(status: .completed, esims: esims, retryAfter: nil, total: nil)
    }

    func archive(of reference: OrderReference) async throws -> [UInt8] {
        try await base.archive(of: reference)
    }

    func orders(since start: Timestamp) async throws -> OrderListing {
        try await base.orders(since: start)
    }

    func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle] {
        try await base.catalogue(filter)
    }

    func contents(of bundle: BundleName) async throws -> BundleContents? {
        try await base.contents(of: bundle)
    }
}

extension Logger {
    /// Says nothing.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
