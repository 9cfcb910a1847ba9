// Asks for a price, and buys.

import FoundationEssentials
import Logging
import NIOHTTP1
package import Orders

extension ESIMGoClient: OrderAPI {
    package var clockSkew: Duration? { clock.knownSkew }

    package func quote(_ asked: [OrderItem]) async throws -> QuoteAnswer {
        let attempting = "validating an order"
        let body = WireOrderRequest(.validate, asked).json
        return try await repeating(
            request(.POST, "/orders", json: body), attempting, passing403: true
        ) { answer in
            try read(answer, as: asked, attempting)
        }
    }

    /// What an answer in validate mode says of an order of these items.
    private func read(
        _ answer: HTTPAnswer, as asked: [OrderItem], _ attempting: String
    ) throws -> QuoteAnswer {
        guard answer.isSuccess else {
            let message = apiMessage(answer.body)
            if let message, isAboutESIM(answer.status, message, asked) {
                return .invalid(message: message)
            }
            if answer.status == 403 { throw credentials(attempting, answer) }
            guard let message = message ?? plainWords(answer) else {
                throw rejected(attempting, answer)
            }
            // Validate mode runs the same checks as a purchase, that of the balance included.
            return saysNoPayment(message)
                ? .unaffordable(message: message) : .invalid(message: message)
        }
        guard let order = try? JSONDecoder().decode(WireOrder.self, from: Data(answer.body))
        else { throw unreadable(attempting, "not an order") }
        // The status alone does not say it: an answer of 200 can carry `valid: false`.
        guard order.valid == true else {
            let words = order.statusMessage.map(printable) ?? apiMessage(answer.body)
            return .invalid(message: words ?? "its answer does not say that the order is valid")
        }
        // What is priced is what is bought: a total for less would make room for more.
        let items = order.listedItems
        guard items.areLike(asked) else {
            return .invalid(
                message: "the provider's answer is about something else: "
                    + items.map { "\($0.quantity) × \(printable($0.bundle))" }
                    .joined(separator: ", "))
        }
        guard let total = order.money else {
            return .unpriced(message: "the provider gives no price for it")
        }
        // It would make room in the sum for what the balance does not cover.
        guard total.minorUnits >= 0 else {
            return .unpriced(message: "the provider's price for it is below zero: \(total)")
        }
        var prices: [BundleName: ExactDecimal] = [:]
        for item in order.items {
            if let name = item.item.flatMap({ BundleName($0) }) {
                prices[name] = item.pricePerUnit?.value
            }
        }
        return .valid(Quote(total: total, unitPrices: prices))
    }

    package func awaitTurn() async throws {
        do {
            try await gate.pass(.purchase)
        } catch {
            throw cancelled("waiting for the provider's rate limit")
        }
    }

    package func place(_ items: [OrderItem]) async -> PlacementAnswer {
        let body = WireOrderRequest(.transaction, items).json
        let sent = time.uptime()
        do {
            let received = try await transport.buy(
                request(.POST, "/orders", json: body), upTo: ClientLimits.purchaseBytes)
            learn(from: received, sent: sent)
            let answer = redacted(received)
            let outcome = outcomeOfPurchase(of: items, answer, clock.skew)
            log.debug("a purchase was answered with HTTP \(answer.status)")
            return PlacementAnswer(outcome: outcome, status: answer.status, body: answer.body)
        } catch {
            log.debug("a purchase got no answer: \(error.cause)")
            switch error.kind {
            case .neverConnected:
                return PlacementAnswer(
                    outcome: .notPlaced(.neverConnected(reason: error.cause)))
            case .broken, .cancelled:
                return PlacementAnswer(outcome: .unconfirmed(reason: error.cause))
            }
        }
    }
}
