// A purchase in the simulated world: sent, lost, carried out late, answered or not.

import OrderTestKit
import Orders
import Synchronization

extension SimulatedAPI {
    func place(_ items: [OrderItem]) async -> PlacementAnswer {
        do {
            try await life.step()  // The attempt is recorded, and nothing is sent yet.
            let (latency, answer) = provider.receive(items)
            try await life.sleep(for: latency)  // Sent; the answer is on its way.
            try await life.step()  // Answered, and not recorded yet.
            return answer
        } catch {
            return PlacementAnswer(outcome: .unconfirmed(reason: "the process is no more"))
        }
    }
}

extension Provider {
    /// Takes in a request to buy. Returns how long its answer takes and what the client makes of
    /// it.
    fileprivate func receive(_ items: [OrderItem]) -> (latency: Duration, PlacementAnswer) {
        let now = time.providerNow
        let uptime = time.uptime
        let skew = time.skew
        return state.withLock { state in
            state.liveOn(at: now, ours: items)
            let latency = state.random.milliseconds(50...800)
            let answer = state.answer(items, at: now, uptime: uptime, latency: latency, skew: skew)
            let isSilent = answer.status == nil && state.random.chance(0.5)
            return (isSilent ? .seconds(120) : latency, answer)
        }
    }
}

extension Provider.State {
    fileprivate mutating func answer(
        _ items: [OrderItem], at now: Timestamp, uptime: Duration, latency: Duration,
        skew: Duration
    ) -> PlacementAnswer {
        if random.chance(weather.neverConnected) {
            return PlacementAnswer(
                outcome: .notPlaced(.neverConnected(reason: "connection refused")))
        }
        if random.chance(weather.lostRequest) {
            return PlacementAnswer(outcome: .unconfirmed(reason: "no answer in time"))
        }
        requests[Fingerprint(items), default: 0] += 1
        if uptime < limitedUntil || random.chance(weather.rateLimited) {
            limitedUntil = max(limitedUntil, uptime + random.milliseconds(100...5_000))
            return PlacementAnswer(outcome: .notPlaced(.rateLimited), status: 429)
        }
        if random.chance(weather.failedUnknown) {
            return PlacementAnswer(outcome: .unconfirmed(reason: "HTTP 500"), status: 500)
        }
        if price(of: items).minorUnits > balance(at: now).minorUnits {
            let refusal = Refusal(message: "No payment taken", stops: .balance)
            return PlacementAnswer(outcome: .refused(refusal), status: 400)
        }
        if random.chance(weather.refused) {
            let refusal = Refusal(message: "order refused")
            return PlacementAnswer(outcome: .refused(refusal), status: 400)
        }
        if random.chance(weather.failedOrder) {
            let failed = book(items, at: now, isOurs: true, isFailed: true)
            let refusal = Refusal(message: "order failed", reference: failed.reference)
            return PlacementAnswer(outcome: .refused(refusal), status: 200)
        }
        if random.chance(weather.lostAnswer) {
            book(items, at: now + random.milliseconds(0...weather.latestBooking), isOurs: true)
            let isAnswered = random.chance(0.5)
            return PlacementAnswer(
                outcome: .unconfirmed(reason: isAnswered ? "HTTP 503" : "connection reset"),
                status: isAnswered ? 503 : nil)
        }
        let isFailed = random.chance(weather.failedLater)
        let order = book(items, at: now, isOurs: true, isFailed: isFailed)
        let isInline = !isFailed && order.deliveredFrom <= now + latency
        return PlacementAnswer(
            outcome: .placed(
                PlacedOrder(
                    reference: order.reference, total: order.total,
                    created: order.created + skew, sourceIP: order.sourceIP,
                    esims: isInline ? order.esims : [])),
            status: 200, body: Array("{}".utf8))
    }
}
