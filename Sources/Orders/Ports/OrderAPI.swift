// The port to the provider: what the engine asks of the eSIM Go API, in the domain's own terms.

/// The provider's API. All methods but `place` are safe to repeat, and the adapter repeats them
/// itself within reason; all but `place` throw `APIFailure`.
package protocol OrderAPI: Sendable {
    /// The account's name, balance and currency.
    func account() async throws -> Account

    /// Asks in validate mode what the items would cost. Buys nothing.
    func quote(_ items: [OrderItem]) async throws -> QuoteAnswer

    /// Returns when the provider's rate limit lets a purchase start. Throws `APIFailure` only when
    /// the task is cancelled.
    func awaitTurn() async throws

    /// Buys. Sends exactly one request, never repeats it, and turns every possible end into an
    /// outcome; what is not surely another outcome is `unconfirmed`.
    func place(_ items: [OrderItem]) async -> PlacementAnswer

    /// What the provider has delivered of an order so far.
    func delivery(of reference: OrderReference, expecting count: Int) async throws -> Delivery

    /// The provider's own ZIP of an order's QR codes, as received.
    func archive(of reference: OrderReference) async throws -> [UInt8]

    /// Every order the provider lists since a moment of our clock, all pages, no reference twice.
    func orders(since start: Timestamp) async throws -> OrderListing

    /// The bundles of the account that match, sorted by name.
    func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle]
}

/// The account as the provider describes it.
package struct Account: Hashable, Sendable {
    package let name: String
    package let balance: Money

    package init(name: String, balance: Money) {
        self.name = name
        self.balance = balance
    }
}

/// How far an order's delivery is.
package struct Delivery: Hashable, Sendable {
    package let status: ProviderStatus
    package let esims: [DeliveredESIM]
    /// When the provider asks to look again; nil where it does not say.
    package let retryAfter: Duration?
    package let total: Money?
    /// What the order is for, as the provider has it; empty where the answer does not say.
    package let items: [ListedOrder.Item]

    package init(
        status: ProviderStatus, esims: [DeliveredESIM], retryAfter: Duration?, total: Money?,
        items: [ListedOrder.Item] = []
    ) {
        self.items = items
        self.status = status
        self.esims = esims
        self.retryAfter = retryAfter
        self.total = total
    }
}

/// Which bundles to list.
package struct CatalogueFilter: Hashable, Sendable {
    /// ISO 3166-1 alpha-2 codes; empty for all.
    package let countries: [String]
    /// Part of a name or description, case-insensitive; nil for all.
    package let search: String?

    package init(countries: [String] = [], search: String? = nil) {
        self.countries = countries
        self.search = search
    }

    package static let everything = CatalogueFilter()
}

/// A bundle of the catalogue.
package struct CatalogueBundle: Hashable, Sendable {
    package let name: String
    package let description: String
    /// The account's price for one, exactly as the provider writes it; nil where it has none.
    package let price: ExactDecimal?
    /// ISO country codes.
    package let countries: [String]
    /// Megabytes; nil when unlimited.
    package let dataMegabytes: Int?
    package let days: Int?

    package init(
        name: String, description: String, price: ExactDecimal?, countries: [String],
        dataMegabytes: Int?, days: Int?
    ) {
        self.name = name
        self.description = description
        self.price = price
        self.countries = countries
        self.dataMegabytes = dataMegabytes
        self.days = days
    }
}
