// The simulated provider: it keeps honest books, whatever of them it tells.

import OrderTestKit
import Orders
import Synchronization

/// An order in the provider's books.
struct BookedOrder: Sendable {
    let reference: OrderReference
    let items: [OrderItem]
    let total: Money
    /// When it is charged and carried out, by the provider's clock.
    let created: Timestamp
    let listedFrom: Timestamp
    let deliveredFrom: Timestamp
    let isOurs: Bool
    /// It is charged to nobody in the end.
    let isFailed: Bool
    let sourceIP: String?
    let esims: [DeliveredESIM]

    var fingerprint: Fingerprint { Fingerprint(items) }
}

/// The provider's side of the world.
final class Provider: Sendable {
    struct State {
        var weather: Weather
        var random: SeededRandom
        var opening: Money
        var prices = Bundles.prices
        var booked: [BookedOrder] = []
        /// Our requests to buy that arrived, carried out or not.
        var requests: [Fingerprint: Int] = [:]
        var limitedUntil: Duration = .zero
        /// Rows that a reading has left out: not a second time.
        var leftOut: Set<OrderReference> = []
        var nextReference = 1
        var nextICCID = 1
    }

    static let ourAddress = "192.0.2.1"
    let time: VirtualTime
    let state: Mutex<State>

    init(_ weather: Weather, random: SeededRandom, opening: Money, time: VirtualTime) {
        self.time = time
        state = Mutex(State(weather: weather, random: random, opening: opening))
    }

    /// All is well from now on, there is money, and nobody else buys.
    func heal() {
        state.withLock { state in
            let (namesSource, namesESIMs) = (state.weather.namesSource, state.weather.namesESIMs)
            state.weather = Weather()
            state.weather.namesSource = namesSource
            state.weather.namesESIMs = namesESIMs
            state.opening = state.opening + .usd(10_000_000)
        }
    }

    /// What really happened.
    var booked: [BookedOrder] { state.withLock { $0.booked } }
    var requests: [Fingerprint: Int] { state.withLock { $0.requests } }
    /// Whether the list names the existing eSIMs that an order is for.
    var namesESIMs: Bool { state.withLock { $0.weather.namesESIMs } }
    var balance: Money { state.withLock { $0.balance(at: time.providerNow) } }
}

extension Provider.State {
    func balance(at now: Timestamp) -> Money {
        booked.filter { !$0.isFailed && $0.created <= now }.map(\.total)
            .reduce(opening) { $0 - $1 }
    }

    func price(of items: [OrderItem]) -> Money {
        items.reduce(.usd(0)) { sum, item in
            sum + .usd((prices[item.bundle.text]?.minorUnits ?? 0) * Int64(item.quantity))
        }
    }

    /// What happens around every request: others buy, prices move, money goes.
    mutating func liveOn(at now: Timestamp, ours items: [OrderItem]?) {
        if random.chance(weather.foreign) {
            let other = [OrderItem.sample(random.pick([Bundles.france, "esim_2GB_15D_DE_V2"]), 1)]
            let isAlike = weather.foreignersLookLikeUs && random.chance(0.7)
            book(isAlike ? items ?? other : other, at: now, isOurs: false)
        }
        if random.chance(weather.repricing) {
            let bundle = random.pick(prices.keys.sorted())
            prices[bundle] = prices[bundle].map { .usd($0.minorUnits * random.pick([9, 11]) / 10) }
        }
        if random.chance(weather.drain) {
            let left = balance(at: now).minorUnits
            if left > 1_000 {
                opening = opening - .usd(left - Int64(random.pick([0, 500, 3_000])))
            }
        }
    }

    @discardableResult
    mutating func book(
        _ items: [OrderItem], at created: Timestamp, isOurs: Bool, isFailed: Bool = false
    ) -> BookedOrder {
        var esims: [DeliveredESIM] = []
        for item in items {
            for iccid in item.iccids {
                esims.append(DeliveredESIM(esim: .sample(iccid), bundle: item.bundle))
            }
            for _ in 0..<(item.iccids.isEmpty ? item.quantity : 0) {
                esims.append(DeliveredESIM(esim: .sample(nextICCID), bundle: item.bundle))
                nextICCID += 1
            }
        }
        let listDelay = random.milliseconds(0...weather.longestListDelay)
        let isLate = random.chance(weather.lateDelivery)
        let source = isOurs ? Provider.ourAddress : "203.0.113.9"
        let order = BookedOrder(
            reference: .sample(nextReference), items: items, total: price(of: items),
            created: created, listedFrom: created + listDelay,
            deliveredFrom: created + (isLate ? random.milliseconds(500...120_000) : .zero),
            isOurs: isOurs, isFailed: isFailed, sourceIP: weather.namesSource ? source : nil,
            esims: isFailed ? [] : esims)
        nextReference += 1
        booked.append(order)
        return order
    }
}
