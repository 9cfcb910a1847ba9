// The sandbox's own endpoints under /__sandbox: the truth, and the strings to pull.

import Hummingbird

/// What a test may ask and change. No key, no latency and no fault applies here.
struct SandboxRoutes: Sendable {
    /// The address of orders that somebody else places; reserved for documentation (RFC 5737).
    private static let foreignIP = "203.0.113.9"

    let account: SandboxAccount

    func add(to group: RouterGroup<SandboxContext>) {
        group.get("orders") { _, _ in bought() }
        group.post("orders") { request, _ in
            let body = try await request.bodyBytes()
            let order = try OrderRequest(body, defaultType: "transaction")
            if order.onlyValidates { return Response.json(try account.validate(order)) }
            let sourceIP = order.sourceIP ?? Self.foreignIP
            return .json(try account.buy(order, from: sourceIP, sequence: nil))
        }
        group.post("topup") { request, context in
            try topUp(try Self.object(try await request.bodyBytes()), from: context.sourceIP)
        }
        group.post("price") { request, _ in
            try reprice(try Self.object(try await request.bodyBytes()))
        }
        group.post("install") { request, _ in
            try install(try Self.object(try await request.bodyBytes()))
        }
        group.post("settings") { request, _ in
            let settings = try account.change(try Self.object(try await request.bodyBytes()))
            return Response.json(settings.json)
        }
    }

    private func bought() -> Response {
        let (orders, count, esims, balance) = account.read { state, _, _ in
            (state.orders, state.boughtOrderCount, state.boughtESIMCount, state.balance)
        }
        let counts = account.requests.sorted { $0.key < $1.key }
        return .json(
            .object([
                "orders": .array(orders.filter(\.isPurchase).map(Self.json)),
                "count": .integer(count), "esims": .integer(esims),
                "balance": .string(balance.accountText),
                "requests": .object(
                    counts.map { JSON.Member(name: $0.key, value: .integer($0.value)) }),
            ]))
    }

    private func topUp(_ json: JSON, from sourceIP: String) throws -> Response {
        guard let amount = json["amount"]?.amount else {
            throw Refusal(message: "amount must be a decimal such as \"100.00\"")
        }
        let balance = try account.change { state, now throws(Refusal) in
            try state.topUp(amount, at: now, from: sourceIP)
        } answer: { state, _ in
            state.balance
        }
        return .json(.object(["balance": .string(balance.accountText)]))
    }

    /// Puts an eSIM on a device; `bundleState` is what its unused bundles then are.
    private func install(_ json: JSON) throws -> Response {
        guard let iccid = json["iccid"]?.text else {
            throw Refusal(message: "iccid must be given")
        }
        let bundleState = json["bundleState"]?.text ?? "queued"
        try account.change { state, _ throws(Refusal) in
            guard state.esim(iccid) != nil else { throw .unknownESIM }
            return .installed(iccid: iccid, bundleState: bundleState)
        } answer: { _, _ in
        }
        return .json(.object(["iccid": .string(iccid)]))
    }

    private func reprice(_ json: JSON) throws -> Response {
        guard let bundle = json["bundle"]?.text, let price = json["price"]?.amount, price >= .zero
        else { throw Refusal(message: "bundle and price must be given") }
        try account.change { state, _ throws(Refusal) in
            guard state.catalogue[bundle] != nil else {
                throw Refusal(message: "bundle not found")
            }
            return .repriced(bundle: bundle, price: price)
        } answer: { _, _ in
        }
        return .json(.object(["bundle": .string(bundle), "price": .string(price.accountText)]))
    }

    private static func object(_ body: [UInt8]) throws(Refusal) -> JSON {
        guard let json = try? JSONReader.read(body), case .object = json else {
            throw Refusal(message: "Request body is not a JSON object")
        }
        return json
    }

    private static func json(_ order: PlacedOrder) -> JSON {
        let items = order.items.map { item in
            JSON.object([
                "item": .string(item.name), "quantity": .integer(item.quantity),
                "iccids": .array(item.iccids.map(JSON.string)),
            ])
        }
        return .object([
            "orderReference": .string(order.reference),
            "createdDate": .string(order.created.text), "status": .string("completed"),
            "total": .string(order.total.accountText), "items": .array(items),
            "sourceIP": .string(order.sourceIP),
            "balanceAfter": .string(order.runningBalance.accountText),
        ])
    }
}
