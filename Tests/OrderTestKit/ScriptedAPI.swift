// A provider in memory: it sells, charges, lists and delivers like the real one, and fails on cue.

package import Orders
import Synchronization

/// An `OrderAPI` that keeps honest books and answers as its script says.
package final class ScriptedAPI: OrderAPI {
    struct State {
        var script = APIScript()
        var sales: [Sale] = []
        var topUps: [(reference: OrderReference, amount: Money, at: Timestamp)] = []
        var requests: [PurchaseRequest] = []
        var calls: [APICall.Kind: Int] = [:]
        var inFlight = 0
        var mostInFlight = 0
        var nextReference = 1
        var nextICCID = 1
    }

    let time: any TimeSource
    let state = Mutex(State())

    package init(time: any TimeSource) {
        self.time = time
    }

    package var clockSkew: Duration? { state.withLock { .zero - $0.script.clockAhead } }

    /// Changes the script; what is under way already goes on as it began.
    package func script(_ change: (inout APIScript) -> Void) {
        state.withLock { change(&$0.script) }
    }

    // What really happened.

    /// Every order that was bought by us, in the order of its request; also those applied later.
    package var sales: [Sale] { state.withLock { $0.sales.filter(\.isOurs) } }
    /// Every request to buy, whatever came of it.
    package var requests: [PurchaseRequest] { state.withLock { $0.requests } }
    /// The most purchases that were in flight at once.
    package var mostInFlight: Int { state.withLock { $0.mostInFlight } }
    package var balance: Money { state.withLock { $0.balance(at: time.now()) } }

    /// How often a request of a kind was made.
    package func count(_ kind: APICall.Kind) -> Int { state.withLock { $0.calls[kind] ?? 0 } }

    /// Every request of any kind, purchases included.
    package var callCount: Int {
        state.withLock { $0.calls.values.reduce(0, +) + $0.requests.count }
    }

    // What others do with the account.

    /// An order that somebody else buys now with the same account.
    @discardableResult
    package func sellToSomebodyElse(
        _ items: [OrderItem], total: Money? = nil, sourceIP: String? = nil
    ) -> OrderReference {
        let now = time.now()
        return state.withLock { state in
            let total = total ?? state.price(of: items)
            return state.sell(
                items, number: 0, total: total, created: now, sourceIP: sourceIP,
                delivery: .withAnswer
            ).reference
        }
    }

    /// Money that comes in now, and is listed.
    package func topUp(_ amount: Money) {
        let now = time.now()
        state.withLock { state in
            state.topUps.append((state.newReference(), amount, now))
        }
    }

    // The port, as far as it buys nothing.

    package func account() async throws -> Account {
        try await note(.account, "reading the account")
        return state.withLock {
            Account(name: $0.script.accountName, balance: $0.balance(at: time.now()))
        }
    }

    package func quote(_ items: [OrderItem]) async throws -> QuoteAnswer {
        let script = try await note(.quote, "validating an order")
        if let answer = try await script.quote(items) { return answer }
        let unknown = items.first { script.prices[$0.bundle.text] == nil }
        if let unknown { return .invalid(message: "bundle not found: \(unknown.bundle)") }
        return state.withLock { state in
            let total = state.price(of: items)
            if total.minorUnits > state.balance(at: time.now()).minorUnits {
                return .unaffordable(message: "insufficient balance")
            }
            var prices: [BundleName: ExactDecimal] = [:]
            for item in items {
                prices[item.bundle] = state.script.prices[item.bundle.text]
                    .flatMap { ExactDecimal($0.amount) }
            }
            return .valid(Quote(total: total, unitPrices: prices))
        }
    }

    package func awaitTurn() async throws {
        try await note(.awaitTurn, "waiting for a turn")
    }

    package func orders(since start: Timestamp) async throws -> OrderListing {
        try await note(.orders, "listing the orders")
        let now = time.now()
        return state.withLock { state in
            let script = state.script
            let sold = state.sales.filter { sale in
                sale.created + script.clockAhead >= start
                    && sale.created + script.listDelay <= now
            }.map { $0.row(namingESIMs: script.listsICCIDs, ahead: script.clockAhead) }
            let topUps = state.topUps.filter { $0.at >= start }.map { one in
                ListedOrder(
                    reference: one.reference, status: .completed, created: one.at,
                    total: one.amount, assigned: nil, sourceIP: nil,
                    items: [.init(type: "topup", bundle: "", quantity: 1, iccids: [])])
            }
            return OrderListing(
                orders: sold + topUps, skew: .zero - script.clockAhead, isFull: script.listIsFull)
        }
    }

    package func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle] {
        let script = try await note(.catalogue, "reading the catalogue")
        return script.prices.sorted { $0.key < $1.key }.map { name, price in
            CatalogueBundle(
                name: name, description: name, price: ExactDecimal(price.amount), countries: [],
                data: nil, days: nil)
        }
    }

    package func contents(of bundle: BundleName) async throws -> BundleContents? {
        try await note(.contents, "asking for a bundle").contents[bundle.text]
    }

    /// Counts a request, lets the script fail it, and gives the script as it then is.
    @discardableResult
    func note(_ kind: APICall.Kind, _ attempting: String) async throws -> APIScript {
        if Task.isCancelled {
            throw APIFailure(.cancelled, attempting: attempting, cause: "cancelled", hint: "")
        }
        let (script, number) = state.withLock { state in
            state.calls[kind, default: 0] += 1
            return (state.script, state.calls[kind] ?? 0)
        }
        try await script.before(APICall(kind: kind, number: number))
        return state.withLock { $0.script }
    }
}
