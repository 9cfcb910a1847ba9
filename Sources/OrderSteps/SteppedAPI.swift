// A provider that tells of every moment before and after a request.

package import Orders

/// Passes everything on to another API, between the two moments of each step.
package struct SteppedAPI: OrderAPI {
    private let base: any OrderAPI
    private let observe: StepObserver

    package init(_ base: any OrderAPI, observe: @escaping StepObserver) {
        self.base = base
        self.observe = observe
    }

    package var clockSkew: Duration? { base.clockSkew }

    package func account() async throws -> Account {
        try await observed(.readAccount, by: observe) { try await base.account() }
    }

    package func quote(_ items: [OrderItem]) async throws -> QuoteAnswer {
        try await observed(.quote, by: observe) { try await base.quote(items) }
    }

    package func awaitTurn() async throws {
        try await observed(.awaitTurn, by: observe) { try await base.awaitTurn() }
    }

    /// A purchase has an outcome whatever happens, so an observer that throws makes it unknown.
    package func place(_ items: [OrderItem]) async -> PlacementAnswer {
        do {
            return try await observed(.place, by: observe) { await base.place(items) }
        } catch {
            return PlacementAnswer(outcome: .unconfirmed(reason: "stopped at a step: \(error)"))
        }
    }

    package func delivery(
        of reference: OrderReference, expecting count: Int
    ) async throws -> Delivery {
        try await observed(.collect, by: observe) {
            try await base.delivery(of: reference, expecting: count)
        }
    }

    package func archive(of reference: OrderReference) async throws -> [UInt8] {
        try await observed(.fetchArchive, by: observe) { try await base.archive(of: reference) }
    }

    package func orders(since start: Timestamp) async throws -> OrderListing {
        try await observed(.list, by: observe) { try await base.orders(since: start) }
    }

    package func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle] {
        try await observed(.readCatalogue, by: observe) { try await base.catalogue(filter) }
    }

    package func contents(of bundle: BundleName) async throws -> BundleContents? {
        try await observed(.readBundle, by: observe) { try await base.contents(of: bundle) }
    }
}
