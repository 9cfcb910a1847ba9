// Deciding what a request to buy becomes; nothing here changes the state.

extension SandboxState {
    /// What a request would cost at the present prices.
    struct Quote: Sendable {
        let items: [PlacedOrder.Item]
        let total: Amount
    }

    /// Prices a request. The checks of a validation and of a purchase are these.
    func quote(_ request: OrderRequest) throws(Refusal) -> Quote {
        var items: [PlacedOrder.Item] = []
        var total = Amount.zero
        for line in request.lines {
            guard let bundle = catalogue[line.item] else {
                throw Refusal(message: "Bundle \(line.item) not found")
            }
            guard let subTotal = bundle.price.times(line.quantity) else {
                throw .noPaymentTaken
            }
            total = total + subTotal
            items.append(
                PlacedOrder.Item(
                    type: "bundle", name: line.item, quantity: line.quantity, price: bundle.price,
                    subTotal: subTotal, iccids: line.iccids, allowReassign: line.allowReassign))
        }
        guard total <= balance else { throw .noPaymentTaken }
        return Quote(items: items, total: total)
    }

    /// The event of a purchase at this moment.
    /// - Parameters:
    ///   - failed: a row that says so instead of a purchase; nothing is charged.
    ///   - reissues: whether new eSIMs are first those that were given back.
    func purchase(
        _ request: OrderRequest, at now: Instant, from sourceIP: String, failed: Bool,
        reissues: Bool = false, sequence: UInt64?
    ) throws(Refusal) -> SandboxEvent {
        let quote = try quote(request)
        let created = nextCreation(now)
        var newESIMs: [SandboxESIM] = []
        var known: Set<String> = []
        var serial = esims.count
        var pool = reissues ? returned[...] : []
        var items = quote.items
        if failed {
            items = items.map { $0.with(iccids: []) }
        } else if request.assign {
            for (index, item) in items.enumerated() {
                let iccids =
                    item.iccids.isEmpty
                    ? (0..<item.quantity).map { _ in
                        pool.popFirst() ?? freeICCID(&serial, beside: known)
                    }
                    : item.iccids
                let isNew = { item.iccids.isEmpty || esim($0) == nil }
                for iccid in iccids where isNew(iccid) && known.insert(iccid).inserted {
                    newESIMs.append(newESIM(iccid, number: esims.count + newESIMs.count, created))
                }
                items[index] = item.with(iccids: iccids)
            }
        }
        let order = PlacedOrder(
            reference: identifiers.orderReference(orders.count), created: created, failed: failed,
            assigned: request.assign && !failed, items: items, total: quote.total,
            runningBalance: failed ? balance : balance - quote.total, sourceIP: sourceIP)
        return .ordered(order, newESIMs: newESIMs, sequence: sequence)
    }

    /// The event of money put on the account through the API.
    func topUp(_ amount: Amount, at now: Instant, from sourceIP: String) throws(Refusal)
        -> SandboxEvent
    {
        guard amount > .zero, (balance + amount).millionths <= SandboxLimits.amount else {
            throw Refusal(message: "amount must be positive and keep the balance within bounds")
        }
        let item = PlacedOrder.Item(
            type: "apiTopup", name: "", quantity: 1, price: amount, subTotal: amount, iccids: [],
            allowReassign: false)
        let order = PlacedOrder(
            reference: identifiers.orderReference(orders.count), created: nextCreation(now),
            failed: false, assigned: false, items: [item], total: amount,
            runningBalance: balance + amount, sourceIP: sourceIP)
        return .ordered(order, newESIMs: [], sequence: nil)
    }

    /// Times of creation strictly rise even if the clock does not: the list is sorted by them.
    private func nextCreation(_ now: Instant) -> Instant {
        guard let last = orders.last?.created, last >= now else { return now }
        return Instant(nanoseconds: last.nanoseconds + 1)
    }

    private func newESIM(_ iccid: String, number: Int, _ created: Instant) -> SandboxESIM {
        SandboxESIM(
            iccid: iccid, matchingID: identifiers.matchingID(number), assignedAt: created,
            actionAt: created)
    }

    /// The next ICCID that nobody has; a client may have named one that was still to come.
    private func freeICCID(_ serial: inout Int, beside known: Set<String>) -> String {
        while true {
            let iccid = identifiers.iccid(serial)
            serial += 1
            if esim(iccid) == nil, !known.contains(iccid) { return iccid }
        }
    }
}

extension PlacedOrder.Item {
    fileprivate func with(iccids: [String]) -> PlacedOrder.Item {
        PlacedOrder.Item(
            type: type, name: name, quantity: quantity, price: price, subTotal: subTotal,
            iccids: iccids, allowReassign: allowReassign)
    }
}
