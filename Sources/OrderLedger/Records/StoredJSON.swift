// How composite values are written into one column: JSON with fixed keys, readable by any tool.

import Foundation
import Orders

/// A value that a column holds as JSON text.
enum StoredJSON {
    static func encode(_ value: [some Encodable]) throws -> String {
        value.isEmpty ? "[]" : try encoded(value)
    }

    static func encode(_ value: [String: String]) throws -> String { try encoded(value) }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Element: Decodable>(
        _ type: [Element].Type, from text: String
    ) throws -> [Element] {
        text == "[]" ? [] : try decoded(type, from: text)
    }

    static func decode(
        _ type: [String: String].Type, from text: String
    ) throws -> [String: String] {
        try decoded(type, from: text)
    }

    private static func decoded<Value: Decodable>(
        _ type: Value.Type, from text: String
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw LedgerFailure.unsound("a stored value cannot be read: \(text.prefix(80))")
        }
    }
}

extension LedgerFailure {
    /// What a row holds cannot have been written by this program.
    static func unsound(_ cause: String) -> LedgerFailure {
        LedgerFailure(
            .corrupt, attempting: "reading the ledger", cause: cause,
            hint: "keep the file for evidence and restore its newest backup")
    }
}

/// An item of an API order as stored.
struct StoredItem: Codable {
    let bundle: String
    let quantity: Int
    let iccids: [String]

    init(_ item: OrderItem) {
        bundle = item.bundle.text
        quantity = item.quantity
        iccids = item.iccids.map(\.digits)
    }

    /// Others' orders are kept as items too, and may be of any size.
    func item() throws -> OrderItem {
        guard let name = BundleName(bundle), quantity >= 1,
            iccids.isEmpty || iccids.count == quantity
        else { throw LedgerFailure.unsound("an item is malformed: \(quantity) × \(bundle)") }
        return OrderItem(
            bundle: name, quantity: quantity, iccids: try iccids.map(storedICCID))
    }
}

/// An allotment as stored.
struct StoredAllotment: Codable {
    let line: Int
    let item: Int
    let quantity: Int
    let iccids: [String]

    init(_ allotment: Allotment) {
        line = allotment.line
        item = allotment.item
        quantity = allotment.quantity
        iccids = allotment.iccids.map(\.digits)
    }

    func allotment() throws -> Allotment {
        Allotment(
            line: line, item: item, quantity: quantity, iccids: try iccids.map(storedICCID))
    }
}

/// A carried column as stored.
struct StoredCarried: Codable {
    let column: String
    let text: String

    init(_ value: CarriedValue) {
        column = value.column
        text = value.text
    }

    var value: CarriedValue { CarriedValue(column: column, text: text) }
}

func storedICCID(_ text: String) throws -> ICCID {
    guard let iccid = ICCID(text) else { throw LedgerFailure.unsound("an ICCID is malformed") }
    return iccid
}

/// What an API order buys and for which lines, checked like a line: each item is dealt out whole.
func storedPlan(_ items: [OrderItem], _ allotments: [Allotment]) throws -> PlannedOrder {
    var left = items.map(\.quantity)
    for allotment in allotments {
        guard left.indices.contains(allotment.item),
            allotment.quantity >= 1, allotment.quantity <= left[allotment.item],
            allotment.iccids.isEmpty || allotment.iccids.count == allotment.quantity
        else { throw LedgerFailure.unsound("an allotment is malformed") }
        left[allotment.item] -= allotment.quantity
    }
    guard !items.isEmpty, left.allSatisfy({ $0 == 0 }) else {
        throw LedgerFailure.unsound("an order's items are not those of its lines")
    }
    return PlannedOrder(items: items, allotments: allotments)
}

/// What a line buys, checked as if it came from outside: a ledger can be damaged.
func storedContent(bundle: String, quantity: Int, iccids: [String]) throws -> LineContent {
    guard let name = BundleName(bundle), Limits.quantity.contains(quantity),
        iccids.isEmpty || iccids.count == quantity
    else { throw LedgerFailure.unsound("a line is malformed: \(quantity) × \(bundle)") }
    return LineContent(bundle: name, quantity: quantity, iccids: try iccids.map(storedICCID))
}

extension String {
    /// The form in which names are stored and looked up: SQLite compares bytes, and one name can be
    /// written with composed or with combining characters.
    var composed: String {
        // Of ASCII there is one form, and nearly all names are of it.
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
