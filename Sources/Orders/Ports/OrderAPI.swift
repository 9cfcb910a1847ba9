// The port to the provider: what the engine asks of the eSIM Go API, in the domain's own terms.

/// The provider's API. All methods but `place` are safe to repeat, and the adapter repeats them
/// itself within reason; all but `place` throw `APIFailure`.
package protocol OrderAPI: Sendable {
    /// How far the provider's clock is ahead of ours, by its last answers; nil before any.
    var clockSkew: Duration? { get }

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

    /// What a bundle of the catalogue holds; nil when the catalogue does not have it. Asked once
    /// and not for long: nothing that is bought waits for it.
    func contents(of bundle: BundleName) async throws -> BundleContents?
}
