// The whole table of an order's life: what may follow what, and nothing else.

import Orders
import Testing

@Suite struct OrderStateTests {
    private struct Step: Hashable {
        let state: OrderState
        let event: OrderEvent
    }

    private static let table: [Step: OrderState] = [
        Step(state: .ready, event: .attemptRecorded): .placing,
        Step(state: .placing, event: .placed): .placed,
        Step(state: .placing, event: .notPlaced): .ready,
        Step(state: .placing, event: .refused): .refused,
        Step(state: .placing, event: .outcomeUnknown): .unconfirmed,
        Step(state: .unconfirmed, event: .adopted): .placed,
        Step(state: .unconfirmed, event: .absent): .ready,
        Step(state: .unconfirmed, event: .settledBought): .placed,
        Step(state: .unconfirmed, event: .settledNotBought): .ready,
        Step(state: .ready, event: .settledBought): .placed,
        Step(state: .refused, event: .settledBought): .placed,
        Step(state: .placed, event: .settledBought): .placed,
        Step(state: .refused, event: .settledNotBought): .ready,
        Step(state: .placed, event: .settledNotBought): .ready,
        Step(state: .placed, event: .delivered): .assigned,
        Step(state: .placed, event: .failedLater): .failed,
        Step(state: .refused, event: .failedLater): .failed,
        Step(state: .ready, event: .failedLater): .failed,
        Step(state: .failed, event: .settledBought): .placed,
        Step(state: .failed, event: .settledNotBought): .ready,
        Step(state: .assigned, event: .published): .published,
        Step(state: .published, event: .unpublished): .assigned,
        Step(state: .refused, event: .askedAgain): .ready,
    ]

    @Test(arguments: OrderState.allCases, OrderEvent.allCases)
    func `an event leads where the table says or nowhere`(state: OrderState, event: OrderEvent) {
        #expect(state.after(event) == Self.table[Step(state: state, event: event)])
    }

    @Test func `every event can happen in some state`() {
        #expect(Set(Self.table.keys.map(\.event)) == Set(OrderEvent.allCases))
    }

    @Test func `only evidence or a person leads from unconfirmed back to ready`() {
        let back = OrderEvent.allCases.filter { OrderState.unconfirmed.after($0) == .ready }
        #expect(back == [.absent, .settledNotBought])
    }

    @Test func `without a person what is bought never becomes ready again`() {
        var reached: Set<OrderState> = [.placed, .assigned, .published]
        for _ in OrderState.allCases {
            for state in reached {
                // The provider's own later failure takes the purchase back too.
                let takingBack: [OrderEvent] = [.failedLater, .settledNotBought]
                for event in OrderEvent.allCases where !takingBack.contains(event) {
                    if let next = state.after(event) { reached.insert(next) }
                }
            }
        }
        #expect(reached == [.placed, .assigned, .published])
    }

    @Test(arguments: OrderState.allCases)
    func `money may have been spent from the first attempt until a no`(state: OrderState) {
        #expect(state.mayBeBought == ![.ready, .refused].contains(state))
    }

    @Test func `the words that the ledger stores are these`() {
        #expect(
            OrderState.allCases.map(\.rawValue) == [
                "ready", "placing", "unconfirmed", "placed", "assigned", "published", "refused",
                "failed",
            ])
        #expect(
            OrderEvent.allCases.map(\.rawValue) == [
                "attempt-recorded", "placed", "not-placed", "refused", "outcome-unknown",
                "adopted", "absent", "settled-bought", "settled-not-bought", "delivered",
                "failed-later", "published", "unpublished", "asked-again",
            ])
    }
}
