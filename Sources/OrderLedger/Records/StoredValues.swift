// Reads and writes the composite columns, each distinct text once: a sheet of thousands of orders
// holds the same few of them again and again.

import Orders
import Synchronization

/// The composite columns of the tables, as values and as texts.
final class StoredValues: Sendable {
    private let itemsByText = Memo<String, [OrderItem]>()
    private let allotmentsByText = Memo<String, [Allotment]>()
    private let pricesByText = Memo<String, [BundleName: ExactDecimal]>()
    private let textsByItems = Memo<[OrderItem], String>()
    private let textsByAllotments = Memo<[Allotment], String>()
    private let textsByPrices = Memo<[BundleName: ExactDecimal], String>()

    func items(_ text: String) throws -> [OrderItem] {
        try itemsByText.value(for: text) { text in
            try StoredJSON.decode([StoredItem].self, from: text).map { try $0.item() }
        }
    }

    func allotments(_ text: String) throws -> [Allotment] {
        try allotmentsByText.value(for: text) { text in
            try StoredJSON.decode([StoredAllotment].self, from: text).map { try $0.allotment() }
        }
    }

    func prices(_ text: String) throws -> [BundleName: ExactDecimal] {
        try pricesByText.value(for: text) { text in
            var prices: [BundleName: ExactDecimal] = [:]
            for (bundle, price) in try StoredJSON.decode([String: String].self, from: text) {
                guard let bundle = BundleName(bundle), let price = ExactDecimal(price) else {
                    throw LedgerFailure.unsound("a price is malformed")
                }
                prices[bundle] = price
            }
            return prices
        }
    }

    func text(of items: [OrderItem]) throws -> String {
        try textsByItems.value(for: items) { try StoredJSON.encode($0.map(StoredItem.init)) }
    }

    func text(of allotments: [Allotment]) throws -> String {
        try textsByAllotments.value(for: allotments) {
            try StoredJSON.encode($0.map(StoredAllotment.init))
        }
    }

    func text(of prices: [BundleName: ExactDecimal]) throws -> String {
        try textsByPrices.value(for: prices) { prices in
            let pairs = prices.map { ($0.key.text, $0.value.description) }
            return try StoredJSON.encode(Dictionary(uniqueKeysWithValues: pairs))
        }
    }
}

/// Remembers what a pure function has made of its newest arguments.
private final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let known = Mutex<[Key: Value]>([:])

    func value(for key: Key, _ make: (Key) throws -> Value) rethrows -> Value {
        if let value = known.withLock({ $0[key] }) { return value }
        let value = try make(key)
        known.withLock { known in
            if known.count >= LedgerLimits.rememberedValues { known.removeAll() }
            known[key] = value
        }
        return value
    }
}
