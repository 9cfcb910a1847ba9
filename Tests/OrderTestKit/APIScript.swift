// What the scripted provider is told to do, as data and hooks that a test sets.

package import Orders

/// How the scripted provider behaves. The default sells everything at once and delivers with the
/// answer.
package struct APIScript: Sendable {
    package var accountName = "Example Travel Ltd"
    /// The balance before anything is sold.
    package var balance: Money = .usd(100_000)
    /// The catalogue: the unit price of each bundle.
    package var prices: [String: Money] = Bundles.prices
    /// What the catalogue says that each bundle holds.
    package var contents: [String: BundleContents] = Bundles.contents
    /// How long after its creation a sale shows in the list.
    package var listDelay: Duration = .zero
    /// Whether the list tells where it ends.
    package var listIsFull = true
    /// How far the machine's clock is ahead of the provider's, as its answers tell.
    package var clockAhead: Duration = .zero
    /// The address that our orders are said to come from.
    package var sourceIP: String?
    /// Whether listed orders name the eSIMs they went to.
    package var listsICCIDs = true
    package var hasArchives = true
    /// Money that is gone without any order to show for it.
    package var unexplained: Money = .usd(0)
    /// Called before every request but a purchase; what it throws fails the request.
    package var before: @Sendable (APICall) async throws -> Void = { _ in }
    /// What validate mode answers; nil for a quote by the catalogue.
    package var quote: @Sendable ([OrderItem]) async throws -> QuoteAnswer? = { _ in nil }
    /// What becomes of a purchase.
    package var purchase: @Sendable (PurchaseRequest) async -> PurchaseScript = { _ in .sell }
    /// How the sale of that number, from 1, is delivered.
    package var delivery: @Sendable (Int) -> DeliveryScript = { _ in .withAnswer }

    package init() {}
}

/// A request other than a purchase, with its number among those of its kind, from 1.
package struct APICall: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case account, quote, awaitTurn, delivery, archive, orders, catalogue,
            contents
    }

    package let kind: Kind
    package let number: Int
}

/// One request to buy, as the provider sees it.
package struct PurchaseRequest: Sendable {
    /// Among all requests to buy, from 1.
    package let number: Int
    package let items: [OrderItem]
    /// The clock's uptime when the request came.
    package let at: Duration

    package var quantity: Int { items.reduce(0) { $0 + $1.quantity } }
}

/// What becomes of a request to buy.
package enum PurchaseScript: Sendable {
    /// Sold, at the catalogue's price.
    case sell
    /// Sold, at another price for the whole order.
    case sellFor(Money)
    /// The request never arrives, and nobody knows.
    case loseRequest
    /// Sold, and the answer is lost. It is applied after a while: before that, nothing of it shows.
    case loseAnswer(appliedAfter: Duration = .zero, total: Money? = nil)
    case refuse(Refusal)
    case rateLimited
    case neverConnected
    /// Sold, under a reference that an earlier sale has already.
    case sellAs(OrderReference)
}

/// How a sale's install data comes.
package enum DeliveryScript: Hashable, Sendable {
    /// In the purchase's own answer, and whenever it is asked for.
    case withAnswer
    /// Complete at the look of this number, from 1; before that, one eSIM less than bought.
    case atLook(Int)
    case never
    /// Accepted and later failed: nothing is delivered, and nothing is charged in the end.
    case failed
}
