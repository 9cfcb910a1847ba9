// A provider whose answers are changed on their way: what a scripted one does not do by itself.

import Logging
import OrderTestKit
import Orders

/// Passes everything on to a scripted provider, and changes what it answers.
struct ChangedAPI: OrderAPI {
    let base: ScriptedAPI
    var purchase: @Sendable (PlacementAnswer) -> PlacementAnswer = { $0 }
    var delivered: @Sendable (Delivery) -> Delivery = { $0 }

    var clockSkew: Duration? { base.clockSkew }

    func account() async throws -> Account { try await base.account() }

    func quote(_ items: [OrderItem]) async throws -> QuoteAnswer { try await base.quote(items) }

    func awaitTurn() async throws { try await base.awaitTurn() }

    func place(_ items: [OrderItem]) async -> PlacementAnswer { purchase(await base.place(items)) }

    func delivery(of reference: OrderReference, expecting count: Int) async throws -> Delivery {
        delivered(try await base.delivery(of: reference, expecting: count))
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
