// Orders as the API writes them.

/// The JSON of an order, in its three forms: quote, purchase and list row.
enum OrderDocument {
    /// The answer to a validation: neither a reference nor a status.
    static func validation(
        _ quote: SandboxState.Quote, assign: Bool, currency: String, at now: Instant
    )
        -> JSON
    {
        .object([
            "order": .array(quote.items.map { item($0, esims: nil) }),
            "total": .amount(quote.total), "valid": .bool(true), "currency": .string(currency),
            "createdDate": .string(now.text), "assigned": .bool(assign),
        ])
    }

    /// An order with its eSIMs, if they are assigned and wanted.
    static func order(_ listed: ListedOrder, currency: String, withESIMs: Bool = true) -> JSON {
        let order = listed.order
        let esims = withESIMs && order.assigned ? listed.esims : nil
        let items = order.items.enumerated().map { index, element in
            item(element, esims: esims?[index])
        }
        let (status, message) = status(of: listed)
        return .object([
            "order": .array(items), "total": .amount(order.total), "currency": .string(currency),
            "status": .string(status), "statusMessage": .string(message),
            "orderReference": .string(order.reference),
            "createdDate": .string(order.created.text), "assigned": .bool(order.assigned),
            "sourceIP": .string(order.sourceIP), "runningBalance": .amount(order.runningBalance),
        ])
    }

    private static func status(of listed: ListedOrder) -> (String, String) {
        let order = listed.order
        if order.failed { return ("failed", "Order processing failed") }
        if order.items.contains(where: { $0.type == "apiTopup" }) {
            return ("completed", "Topup completed")
        }
        guard order.assigned else { return ("completed", "Order completed") }
        guard listed.esims != nil else { return ("processing", "Order processing") }
        return ("completed", "Order completed: \(order.esimCount) eSIMs assigned")
    }

    private static func item(_ item: PlacedOrder.Item, esims: [SandboxESIM]?) -> JSON {
        .object([
            "esims": esims.map { .array($0.map(installData)) },
            "type": .string(item.type), "item": .string(item.name),
            "iccids": esims.map { .array($0.map { .string($0.iccid) }) },
            "quantity": .integer(item.quantity), "subTotal": .amount(item.subTotal),
            "pricePerUnit": .amount(item.price), "AllowReassign": .bool(item.allowReassign),
        ])
    }

    private static func installData(_ esim: SandboxESIM) -> JSON {
        .object([
            "iccid": .string(esim.iccid), "matchingId": .string(esim.matchingID),
            "smdpAddress": .string(SandboxESIM.smdpAddress),
        ])
    }
}
