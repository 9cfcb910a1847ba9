// The body of an order request.

import FoundationEssentials
import Orders

/// `POST /orders`: to validate or to buy, always onto eSIMs and never into the inventory.
struct WireOrderRequest: Encodable {
    enum Mode: String, Encodable {
        case validate, transaction
    }

    let type: Mode
    let assign = true
    let order: [Item]

    struct Item: Encodable {
        let type = "bundle"
        let quantity: Int
        let item: String
        let iccids: [String]?
        let allowReassign = false
    }

    init(_ mode: Mode, _ items: [OrderItem]) {
        type = mode
        order = items.map { item in
            Item(
                quantity: item.quantity, item: item.bundle.text,
                iccids: item.iccids.isEmpty ? nil : item.iccids.map(\.digits))
        }
    }

    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("a request of plain values encodes")
        }
        return Array(data)
    }
}
