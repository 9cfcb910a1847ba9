// What a person may decide, for every state, last outcome and history of an order.

import Orders
import Testing

@Suite struct SettlingTests {
    private static let bought = Settlement.bought(reference("r"))

    private static func attempt(
        _ settlement: Settlement, _ state: OrderState, _ last: AttemptOutcome?,
        waited: Bool = false, dismissed: Bool = false
    ) -> SettledAttempt? {
        settlement.attempt(
            by: SettlingFacts(
                state: state, last: last, wasWaitedFor: waited, hasDismissedAttempt: dismissed))
    }

    @Test(arguments: [bought, .notBought])
    func `what is unconfirmed, failed, adopted or settled is a person's`(_ settlement: Settlement) {
        #expect(Self.attempt(settlement, .unconfirmed, .unconfirmed) == .last)
        #expect(Self.attempt(settlement, .placed, .adopted) == .last)
        #expect(Self.attempt(settlement, .placed, .settledBought) == .last)
        for last in AttemptOutcome.allCases {
            #expect(Self.attempt(settlement, .failed, last) == .last)
        }
    }

    @Test(arguments: [bought, .notBought], [OrderState.placing, .assigned, .published])
    func `what is on its way or has its eSIMs is nobody's to decide`(
        _ settlement: Settlement, _ state: OrderState
    ) {
        for last in AttemptOutcome.allCases {
            #expect(Self.attempt(settlement, state, last, waited: true, dismissed: true) == nil)
        }
        #expect(!state.isEverSettled)
    }

    @Test func `what the provider confirmed can only be called not bought, after the wait`() {
        #expect(Self.attempt(.notBought, .placed, .placed) == nil)
        #expect(Self.attempt(.notBought, .placed, .placed, waited: true) == .last)
        #expect(Self.attempt(Self.bought, .placed, .placed, waited: true) == nil)
    }

    @Test func `what was called not bought and turned up is about that attempt`() {
        #expect(Self.attempt(Self.bought, .ready, .notPlaced, dismissed: true) == .lastDismissed)
        #expect(Self.attempt(Self.bought, .ready, .notPlaced) == nil)
        #expect(Self.attempt(.notBought, .ready, .absent, dismissed: true) == nil)
        #expect(Self.attempt(Self.bought, .ready, nil) == nil)
    }

    @Test func `what was refused can turn out to be bought, and is asked for by its sheet`() {
        #expect(Self.attempt(Self.bought, .refused, .refused) == .last)
        #expect(Self.attempt(.notBought, .refused, .refused) == nil)
    }

    @Test(arguments: OrderState.allCases)
    func `without an attempt there is nothing to decide`(_ state: OrderState) {
        for settlement in [Self.bought, .notBought] {
            #expect(Self.attempt(settlement, state, nil, waited: true) == nil)
        }
    }

    @Test(arguments: OrderState.allCases)
    func `the states that are ever settled are those with something to decide`(_ state: OrderState)
    {
        let decisions = [Self.bought, .notBought].flatMap { settlement in
            AttemptOutcome.allCases.map {
                Self.attempt(settlement, state, $0, waited: true, dismissed: true)
            }
        }
        #expect(state.isEverSettled == decisions.contains { $0 != nil })
    }
}
