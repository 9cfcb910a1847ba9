// The scripted provider's purchases and deliveries.

package import Orders
import Synchronization

extension ScriptedAPI {
    package func place(_ items: [OrderItem]) async -> PlacementAnswer {
        let uptime = time.uptime()
        let (request, script) = state.withLock { state in
            let request = PurchaseRequest(
                number: state.requests.count + 1, items: items, at: uptime)
            state.requests.append(request)
            state.inFlight += 1
            state.mostInFlight = max(state.mostInFlight, state.inFlight)
            return (request, state.script)
        }
        let fate = await script.purchase(request)
        let now = time.now()
        return state.withLock { state in
            state.inFlight -= 1
            let answer = state.answer(fate, items: items, at: now)
            // As a client does whose task is cancelled while the answer is on its way.
            return Task.isCancelled
                ? PlacementAnswer(outcome: .unconfirmed(reason: "cancelled")) : answer
        }
    }

    package func delivery(
        of reference: OrderReference, expecting count: Int
    ) async throws -> Delivery {
        try await note(.delivery, "asking for install data")
        return try state.withLock { state in
            guard let index = state.sales.firstIndex(where: { $0.reference == reference }) else {
                throw APIFailure(
                    .rejected, attempting: "asking for install data", cause: "no such order",
                    hint: "")
            }
            state.sales[index].looks += 1
            let sale = state.sales[index]
            switch state.script.delivery(sale.number) {
            case .failed:
                return Delivery(status: .failed, esims: [], retryAfter: nil, total: nil)
            case .withAnswer:
                return sale.delivered(sale.esims)
            case .atLook(let look) where sale.looks >= look:
                return sale.delivered(sale.esims)
            case .atLook, .never:
                return sale.delivered(Array(sale.esims.dropLast()))
            }
        }
    }

    package func archive(of reference: OrderReference) async throws -> [UInt8] {
        let script = try await note(.archive, "fetching an order's ZIP")
        guard script.hasArchives else {
            throw APIFailure(
                .rejected, attempting: "fetching an order's ZIP", cause: "404",
                hint: "nothing to do: one is built")
        }
        return Array("zip of \(reference)".utf8)
    }
}

extension Sale {
    fileprivate func delivered(_ esims: [DeliveredESIM]) -> Delivery {
        Delivery(status: .completed, esims: esims, retryAfter: nil, total: total)
    }
}

extension ScriptedAPI.State {
    fileprivate mutating func answer(
        _ fate: PurchaseScript, items: [OrderItem], at now: Timestamp
    ) -> PlacementAnswer {
        let price = price(of: items)
        switch fate {
        case .sell:
            return accepted(sellToUs(items, total: price, created: now))
        case .sellFor(let total):
            return accepted(sellToUs(items, total: total, created: now))
        case .sellAs(let reference):
            return accepted(sellToUs(items, total: price, created: now, as: reference))
        case .loseRequest:
            return PlacementAnswer(outcome: .unconfirmed(reason: "no answer within 120 seconds"))
        case .loseAnswer(let delay, let total):
            _ = sellToUs(items, total: total ?? price, created: now + delay)
            return PlacementAnswer(outcome: .unconfirmed(reason: "the connection was reset"))
        case .refuse(let refusal):
            return PlacementAnswer(outcome: .refused(refusal), status: 400)
        case .rateLimited:
            return PlacementAnswer(outcome: .notPlaced(.rateLimited), status: 429)
        case .neverConnected:
            return PlacementAnswer(
                outcome: .notPlaced(.neverConnected(reason: "connection refused")))
        }
    }

    private func accepted(_ sale: Sale) -> PlacementAnswer {
        let placed = PlacedOrder(
            reference: sale.reference, total: sale.total, created: sale.created,
            sourceIP: sale.sourceIP, esims: sale.delivery == .withAnswer ? sale.esims : [])
        return PlacementAnswer(
            outcome: .placed(placed), status: 200, body: Array("{\"sale\":\(sale.number)}".utf8))
    }

    private mutating func sellToUs(
        _ items: [OrderItem], total: Money, created: Timestamp, as reference: OrderReference? = nil
    ) -> Sale {
        let number = sales.filter(\.isOurs).count + 1
        return sell(
            items, number: number, total: total, created: created, sourceIP: script.sourceIP,
            delivery: script.delivery(number), as: reference)
    }

    mutating func sell(
        _ items: [OrderItem], number: Int, total: Money, created: Timestamp, sourceIP: String?,
        delivery: DeliveryScript, as reference: OrderReference? = nil
    ) -> Sale {
        var esims: [DeliveredESIM] = []
        var named: Set<ICCID> = []
        for item in items {
            for iccid in item.iccids where named.insert(iccid).inserted {
                esims.append(DeliveredESIM(esim: .sample(iccid), bundle: item.bundle))
            }
            for _ in 0..<(item.iccids.isEmpty ? item.quantity : 0) {
                esims.append(DeliveredESIM(esim: .sample(nextICCID), bundle: item.bundle))
                nextICCID += 1
            }
        }
        let sale = Sale(
            number: number, reference: reference ?? newReference(), items: items, total: total,
            created: created, sourceIP: sourceIP, esims: esims, delivery: delivery)
        sales.append(sale)
        return sale
    }

    mutating func newReference() -> OrderReference {
        defer { nextReference += 1 }
        return .sample(nextReference)
    }

    /// What the items cost by the catalogue; a bundle that it does not have is free.
    func price(of items: [OrderItem]) -> Money {
        var minorUnits: Int64 = 0
        var currency = script.balance.currency
        for item in items {
            guard let price = script.prices[item.bundle.text] else { continue }
            minorUnits += price.minorUnits * Int64(item.quantity)
            currency = price.currency
        }
        return Money(minorUnits: minorUnits, currency: currency)
    }

    func balance(at now: Timestamp) -> Money {
        let currency = script.balance.currency
        let spent = sales.filter { sale in
            sale.created <= now && sale.delivery != .failed && sale.total.currency == currency
        }.map(\.total).reduce(script.unexplained, +)
        return topUps.map(\.amount).reduce(script.balance - spent, +)
    }
}
