// An order as the provider writes it, in answers to purchases and in its list.

import FoundationEssentials
import Orders

/// One order object. Every field may be missing, or be something else than it should: what is
/// needed is asked for where it is needed, and one odd row must not hide a whole list.
struct WireOrder: Decodable {
    let items: [WireItem]
    let total: WireNumber?
    let valid: Bool?
    let currency: String?
    let status: String?
    let statusMessage: String?
    let orderReference: String?
    let created: String?
    let assigned: Bool?
    let sourceIP: String?

    private enum Key: String, CodingKey {
        case order, total, valid, currency, status, statusMessage, orderReference
        case createdDate, createDate, assigned, sourceIP
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        // A row without items does not tell what was bought, and could be anything.
        items =
            container.ifAny([Nullable<WireItem>].self, .order)?.compactMap(\.value)
            ?? container.ifAny(WireItem.self, .order).map { [$0] } ?? []
        total = container.ifAny(WireNumber.self, .total)
        valid = container.ifAny(Bool.self, .valid)
        currency = container.ifAny(String.self, .currency)
        status = container.ifAny(String.self, .status)
        statusMessage = container.ifAny(String.self, .statusMessage)
        orderReference = container.ifAny(String.self, .orderReference)
        // `createdDate` since v2.3, `createDate` before.
        created =
            container.ifAny(String.self, .createdDate) ?? container.ifAny(String.self, .createDate)
        assigned = container.ifAny(Bool.self, .assigned)
        sourceIP = container.ifAny(String.self, .sourceIP)
    }

    /// One item of an order.
    struct WireItem: Decodable {
        let type: String?
        let item: String?
        let quantity: WireNumber?
        let pricePerUnit: WireNumber?
        let esims: [Nullable<WireESIM>]?
        let iccids: [Nullable<String>]?

        private enum Key: String, CodingKey {
            case type, item, quantity, pricePerUnit, esims, iccids
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            type = container.ifAny(String.self, .type)
            item = container.ifAny(String.self, .item)
            quantity = container.ifAny(WireNumber.self, .quantity)
            pricePerUnit = container.ifAny(WireNumber.self, .pricePerUnit)
            esims = container.ifAny([Nullable<WireESIM>].self, .esims)
            iccids = container.ifAny([Nullable<String>].self, .iccids)
        }
    }

    var money: Money? {
        guard let currency = currency.flatMap({ Currency($0) }), let total else { return nil }
        return Money(total.value, currency, rounding: .up)
    }

    /// The install data that the object itself carries.
    var delivered: [DeliveredESIM] {
        items.flatMap { item in
            (item.esims ?? []).compactMap { $0.value?.delivered(in: item.item) }
        }
    }

    /// Tells one row without an order of ours from another, wherever the pages shift it.
    var mark: String {
        [created, status, orderReference, items.first?.type, items.first?.item, statusMessage]
            .map { $0 ?? "" }.joined(separator: "|")
    }

    /// The row as the domain knows it. Nil for a row that is no purchase and has no reference. One
    /// that is a purchase, or does not tell what it is, could be any of ours: it is told of under a
    /// name made up for it, and never taken over.
    /// `skew` is how far the provider's clock is ahead of ours; `twins` counts rows that look
    /// alike, by what their names are made of.
    func listed(_ skew: Duration, _ twins: inout [String: Int]) -> ListedOrder? {
        let items = listedItems
        let named = orderReference.flatMap(OrderReference.init)
        guard named != nil || items.isEmpty || !items.bought.isEmpty else { return nil }
        return ListedOrder(
            reference: named ?? madeUpReference(&twins), isNamed: named != nil,
            status: ProviderStatus(status), created: createdAt(skew), total: money,
            assigned: assigned, sourceIP: sourceIP, items: items)
    }

    /// The same for the same row in every reading, and told from other rows by what does not
    /// change and, where they look alike in that, by their number.
    private func madeUpReference(_ twins: inout [String: Int]) -> OrderReference {
        let item = items.first
        let parts = [
            created, item?.item ?? item?.type, item?.quantity.map { "\($0.value)" },
            total.map { "\($0.value)" },
        ]
        let row = parts.compactMap(\.self).joined(separator: ":")
        let number = twins[row, default: 0] + 1
        twins[row] = number
        let text = "no-reference:" + (number > 1 ? "\(number):" : "") + row
        let plain = text.utf8.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "_") }
        guard let reference = OrderReference(String(decoding: plain.prefix(100), as: UTF8.self))
        else { preconditionFailure("visible characters make a reference") }
        return reference
    }

    /// When it was made, by our clock. Nil for no date, and for one before there were eSIMs, which
    /// is how programs write that they have none.
    func createdAt(_ skew: Duration) -> Timestamp? {
        created.flatMap { Timestamp(rfc3339: $0) }
            .flatMap { $0 < Self.firstESIMs ? nil : $0 - skew }
    }

    private static let firstESIMs =
        Timestamp(rfc3339: "2016-01-01T00:00:00Z") ?? Timestamp(microseconds: 0)

    /// The items as the domain knows them.
    var listedItems: [ListedOrder.Item] {
        items.map { item in
            let iccids =
                (item.iccids ?? []).compactMap(\.value)
                + (item.esims ?? []).compactMap { $0.value?.iccid }
            return ListedOrder.Item(
                type: (item.type ?? "bundle").lowercased(), bundle: item.item ?? "",
                quantity: item.quantity?.whole ?? 0,
                // Padding off, so that one eSIM is written in one way.
                iccids: Set(iccids.map { ICCID($0)?.digits ?? $0 }))
        }
    }
}

extension KeyedDecodingContainer {
    /// The value of a member; nil where it is something else. A date that is a number is no date
    /// that could be read, and no reason to read nothing of the row.
    fileprivate func ifAny<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        (try? decodeIfPresent(Value.self, forKey: key)) ?? nil
    }
}

/// An answer lacks what makes it one.
struct IncompleteAnswer: Error {}
