// Reads the answer to a purchase. The default is unconfirmed: only what is listed here is anything
// else.

import FoundationEssentials
import NIOHTTP1
import Orders

/// What a complete HTTP answer to a purchase of these items means.
func outcomeOfPurchase(
    of items: [OrderItem], _ answer: HTTPAnswer, _ skew: Duration
) -> PlacementOutcome {
    let message = apiMessage(answer.body)
    let success =
        (200..<300).contains(answer.status) ? outcomeOfSuccess(of: items, answer, skew) : nil
    // Words in an answer that gives an order's reference are about that order.
    if case .placed(let placed) = success { return .placed(placed) }
    if let message = message ?? text(answer.body), saysNoPayment(message) {
        var reference: OrderReference?
        if case .refused(let refusal) = success { reference = refusal.reference }
        return .refused(Refusal(message: message, reference: reference, stops: .balance))
    }
    if let success { return success }
    switch answer.status {
    case 429 where isLimiter(answer, message):
        return .notPlaced(.rateLimited)
    case 400, 401, 403, 404, 405, 413, 415, 422:
        guard let message else { break }
        return .refused(Refusal(message: message, stops: stop(answer.status, message, items)))
    default:
        break
    }
    return .unconfirmed(reason: "the provider answered \(statusWords(answer))")
}

/// The provider's one message that says in so many words that nothing was charged; it gives it when
/// the balance is short.
func saysNoPayment(_ message: String) -> Bool {
    message.lowercased().contains("no payment taken")
}

private func outcomeOfSuccess(
    of items: [OrderItem], _ answer: HTTPAnswer, _ skew: Duration
) -> PlacementOutcome {
    guard let order = try? JSONDecoder().decode(WireOrder.self, from: Data(answer.body)) else {
        return .unconfirmed(reason: "the provider's answer cannot be read")
    }
    let reference = order.orderReference.flatMap(OrderReference.init)
    if ProviderStatus(order.status) == .failed {
        let words = order.statusMessage.map(printable) ?? "the order failed"
        return .refused(Refusal(message: words, reference: reference))
    }
    guard let reference else {
        return .unconfirmed(reason: "the provider's answer has no order reference")
    }
    // What was bought for something else is not handed out; asking for it again shows why.
    let isOurs = order.listedItems.areLike(items)
    return .placed(
        PlacedOrder(
            reference: reference, total: order.money,
            created: order.createdAt(skew),
            sourceIP: order.sourceIP, esims: isOurs ? order.delivered : []))
}

/// The limiter's own answer, which comes before any processing; not some gateway's.
func isLimiter(_ answer: HTTPAnswer, _ message: String?) -> Bool {
    message?.lowercased().contains("rate limit") == true
        || answer.headers.contains(name: "X-Ratelimit-Limit")
        || answer.headers.contains(name: "Retry-After")
}

private func stop(
    _ status: Int, _ message: String, _ items: [OrderItem]
) -> Refusal.Stop? {
    if status == 401 || status == 403 {
        return isAboutESIM(status, message, items) ? nil : .credentials
    }
    let words = message.lowercased()
    return words.contains("balance") || words.contains("insufficient fund") ? .balance : nil
}

/// Whether a 403 is about an eSIM that is not the account's and not about the key: an order for new
/// ones has none, and of a wrong key the provider says "access denied".
func isAboutESIM(_ status: Int, _ message: String, _ items: [OrderItem]) -> Bool {
    status == 403 && items.contains { !$0.iccids.isEmpty }
        && !message.lowercased().contains("access denied")
}
