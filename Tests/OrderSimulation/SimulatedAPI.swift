// The provider as one process sees it: over a network that loses things, in its own clock.

import OrderTestKit
import Orders
import Synchronization

/// The port to the simulated provider, for one process.
struct SimulatedAPI: OrderAPI {
    let provider: Provider
    let life: Life
    private var time: VirtualTime { provider.time }

    init(_ provider: Provider, life: Life) {
        self.provider = provider
        self.life = life
    }

    var clockSkew: Duration? { .zero - time.skew }

    func account() async throws -> Account {
        try await reading("reading the account") { state in
            Account(name: "Example Travel Ltd", balance: state.balance(at: time.providerNow))
        }
    }

    func quote(_ items: [OrderItem]) async throws -> QuoteAnswer {
        try await reading("validating an order") { state in
            let total = state.price(of: items)
            guard total.minorUnits <= state.balance(at: time.providerNow).minorUnits else {
                return .unaffordable(message: "insufficient balance")
            }
            var prices: [BundleName: ExactDecimal] = [:]
            for item in items {
                prices[item.bundle] = state.prices[item.bundle.text]
                    .flatMap { ExactDecimal($0.amount) }
            }
            return .valid(Quote(total: total, unitPrices: prices))
        }
    }

    func awaitTurn() async throws {
        try await step("waiting for a turn")
        let wait = provider.state.withLock { $0.limitedUntil } - time.uptime
        if wait > .zero { try await life.sleep(for: wait) }
    }

    func delivery(of reference: OrderReference, expecting count: Int) async throws -> Delivery {
        let attempting = "asking for install data"
        let answer = try await reading(attempting) { state -> Delivery? in
            let now = time.providerNow
            guard let order = state.booked.first(where: { $0.reference == reference }) else {
                return nil
            }
            if order.isFailed {
                return Delivery(status: .failed, esims: [], retryAfter: nil, total: nil)
            }
            let isThere = order.deliveredFrom <= now
            return Delivery(
                status: isThere ? .completed : .unfinished("processing"),
                esims: isThere ? order.esims : Array(order.esims.dropLast()), retryAfter: nil,
                total: order.total)
        }
        guard let answer else {
            throw APIFailure(.rejected, attempting: attempting, cause: "no such order", hint: "")
        }
        return answer
    }

    func archive(of reference: OrderReference) async throws -> [UInt8] {
        try await reading("fetching an order's ZIP") { _ in Array("zip of \(reference)".utf8) }
    }

    func orders(since start: Timestamp) async throws -> OrderListing {
        try await reading("listing the orders") { state in
            let now = time.providerNow
            let skew = time.skew
            var rows: [ListedOrder] = []
            for order in state.booked where order.listedFrom <= now && order.created <= now {
                // The adapter knows the provider's clock to a second.
                let created = order.created + skew + state.random.milliseconds(-1_000...0)
                guard created >= start else { continue }
                if !state.leftOut.contains(order.reference),
                    state.random.chance(state.weather.missingRow)
                {
                    state.leftOut.insert(order.reference)
                    continue
                }
                rows.append(order.row(created: created, namingESIMs: state.weather.namesESIMs))
            }
            return OrderListing(orders: rows, skew: .zero - skew)
        }
    }

    func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle] {
        try await reading("reading the catalogue") { state in
            state.prices.sorted { $0.key < $1.key }.map { name, price in
                CatalogueBundle(
                    name: name, description: name, price: ExactDecimal(price.amount),
                    countries: [], data: nil, days: nil)
            }
        }
    }

    func contents(of bundle: BundleName) async throws -> BundleContents? {
        try await reading("asking for a bundle") { _ in Bundles.contents[bundle.text] }
    }

    /// A request that may be repeated: it takes a while, and it may fail.
    private func reading<Value: Sendable>(
        _ attempting: String, _ answer: @Sendable (inout Provider.State) -> sending Value
    ) async throws -> Value {
        try await step(attempting)
        let (isLost, latency) = provider.state.withLock { state in
            state.liveOn(at: time.providerNow, ours: nil)
            return (
                state.random.chance(state.weather.failedReading),
                state.random.milliseconds(20...400)
            )
        }
        do {
            try await life.sleep(for: latency)
        } catch is CancellationError {
            throw cancelled(attempting)
        }
        if isLost {
            throw APIFailure(.unavailable, attempting: attempting, cause: "HTTP 503", hint: "")
        }
        return provider.state.withLock { answer(&$0) }
    }

    private func step(_ attempting: String) async throws {
        if Task.isCancelled { throw cancelled(attempting) }
        try await life.step()
    }

    private func cancelled(_ attempting: String) -> APIFailure {
        APIFailure(.cancelled, attempting: attempting, cause: "cancelled", hint: "")
    }
}

extension BookedOrder {
    func row(created: Timestamp, namingESIMs: Bool) -> ListedOrder {
        var fresh = esims.map(\.esim.iccid.digits)[...]
        return ListedOrder(
            reference: reference, status: isFailed ? .failed : .completed, created: created,
            total: total, assigned: true, sourceIP: sourceIP,
            items: items.map { item in
                let named = item.iccids.map(\.digits)
                let went = named.isEmpty ? Array(fresh.prefix(item.quantity)) : named
                if named.isEmpty { fresh = fresh.dropFirst(item.quantity) }
                return ListedOrder.Item(
                    type: "bundle", bundle: item.bundle.text, quantity: item.quantity,
                    iccids: namingESIMs ? Set(went) : [])
            })
    }
}
