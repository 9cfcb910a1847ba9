// The JSON form of an event: one object, its first member names the kind.

extension SandboxEvent {
    var json: JSON {
        switch self {
        case .opened(let seed, let balance, let currency):
            .object([
                "event": .string("opened"), "seed": .integer(seed), "balance": .amount(balance),
                "currency": .string(currency),
            ])
        case .ordered(let order, let esims, let sequence):
            .object([
                "event": .string("ordered"), "sequence": sequence.map(JSON.integer),
                "reference": .string(order.reference), "created": .string(order.created.text),
                "failed": .bool(order.failed), "assigned": .bool(order.assigned),
                "total": .amount(order.total), "runningBalance": .amount(order.runningBalance),
                "sourceIP": .string(order.sourceIP),
                "items": .array(order.items.map(Self.json)),
                "newESIMs": .array(
                    esims.map { .array([.string($0.iccid), .string($0.matchingID)]) }),
            ])
        case .struck(let sequence):
            .object(["event": .string("struck"), "sequence": .integer(sequence)])
        case .repriced(let bundle, let price):
            .object([
                "event": .string("repriced"), "bundle": .string(bundle), "price": .amount(price),
            ])
        case .tagged(let iccid, let customerRef, let time):
            .object([
                "event": .string("tagged"), "iccid": .string(iccid),
                "customerRef": .string(customerRef), "at": .string(time.text),
            ])
        case .revoked(let iccid, let assignment, let time):
            .object([
                "event": .string("revoked"), "iccid": .string(iccid),
                "assignment": .integer(assignment), "at": .string(time.text),
            ])
        case .installed(let iccid, let bundleState):
            .object([
                "event": .string("installed"), "iccid": .string(iccid),
                "bundleState": .string(bundleState),
            ])
        }
    }

    /// Nil when the value is not an event of this version.
    init?(_ json: JSON) {
        switch json["event"]?.text {
        case "opened":
            guard case .number(let literal) = json["seed"], let seed = UInt64(literal),
                let balance = json["balance"]?.amount, let currency = json["currency"]?.text
            else { return nil }
            self = .opened(seed: seed, balance: balance, currency: currency)
        case "ordered":
            guard let order = Self.order(json), let pairs = json["newESIMs"]?.elements else {
                return nil
            }
            let esims = pairs.compactMap { Self.esim($0, created: order.created) }
            guard esims.count == pairs.count else { return nil }
            let sequence = json["sequence"]?.integer.map(UInt64.init)
            self = .ordered(order, newESIMs: esims, sequence: sequence)
        case "struck":
            guard let sequence = json["sequence"]?.integer else { return nil }
            self = .struck(sequence: UInt64(sequence))
        case "repriced":
            guard let bundle = json["bundle"]?.text, let price = json["price"]?.amount else {
                return nil
            }
            self = .repriced(bundle: bundle, price: price)
        case "tagged":
            guard let iccid = json["iccid"]?.text, let customerRef = json["customerRef"]?.text,
                let time = json["at"]?.text.flatMap({ Instant($0) })
            else { return nil }
            self = .tagged(iccid: iccid, customerRef: customerRef, at: time)
        case "revoked":
            guard let iccid = json["iccid"]?.text, let assignment = json["assignment"]?.integer,
                let time = json["at"]?.text.flatMap({ Instant($0) })
            else { return nil }
            self = .revoked(iccid: iccid, assignment: assignment, at: time)
        case "installed":
            guard let iccid = json["iccid"]?.text, let state = json["bundleState"]?.text else {
                return nil
            }
            self = .installed(iccid: iccid, bundleState: state)
        default: return nil
        }
    }

    private static func json(_ item: PlacedOrder.Item) -> JSON {
        .object([
            "type": .string(item.type), "item": .string(item.name),
            "quantity": .integer(item.quantity), "price": .amount(item.price),
            "subTotal": .amount(item.subTotal), "iccids": .array(item.iccids.map(JSON.string)),
            "allowReassign": .bool(item.allowReassign),
        ])
    }

    private static func order(_ json: JSON) -> PlacedOrder? {
        guard let reference = json["reference"]?.text,
            let created = json["created"]?.text.flatMap({ Instant($0) }),
            let failed = json["failed"]?.flag, let assigned = json["assigned"]?.flag,
            let total = json["total"]?.amount, let balance = json["runningBalance"]?.amount,
            let sourceIP = json["sourceIP"]?.text, let elements = json["items"]?.elements
        else { return nil }
        let items = elements.compactMap(item)
        guard items.count == elements.count else { return nil }
        return PlacedOrder(
            reference: reference, created: created, failed: failed, assigned: assigned,
            items: items, total: total, runningBalance: balance, sourceIP: sourceIP)
    }

    private static func item(_ json: JSON) -> PlacedOrder.Item? {
        guard let type = json["type"]?.text, let name = json["item"]?.text,
            let quantity = json["quantity"]?.integer, let price = json["price"]?.amount,
            let subTotal = json["subTotal"]?.amount, let iccids = json["iccids"]?.elements,
            let allowReassign = json["allowReassign"]?.flag
        else { return nil }
        return PlacedOrder.Item(
            type: type, name: name, quantity: quantity, price: price, subTotal: subTotal,
            iccids: iccids.compactMap(\.text), allowReassign: allowReassign)
    }

    private static func esim(_ json: JSON, created: Instant) -> SandboxESIM? {
        guard let pair = json.elements, pair.count == 2, let iccid = pair[0].text,
            let matchingID = pair[1].text
        else { return nil }
        return SandboxESIM(
            iccid: iccid, matchingID: matchingID, assignedAt: created, actionAt: created)
    }
}
