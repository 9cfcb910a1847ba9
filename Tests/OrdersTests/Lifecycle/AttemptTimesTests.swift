// An attempt's times, while the machine's clock is set behind its back.

import Orders
import Testing

@Suite struct AttemptTimesTests {
    /// Started at 0 and on its way until 120 by our clock, when the provider's was so far ahead.
    private func attempt(skew: Duration?) -> UnconfirmedAttempt {
        UnconfirmedAttempt(
            attempt: AttemptID(rawValue: 1), order: OrderID(rawValue: 1), items: [item("A")],
            expected: usualTotal,
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120), skew: skew),
            replacements: 0)
    }

    @Test func `a clock that is set forward does not shorten the wait`() {
        // Ten seconds later the clock shows an hour more, and the provider's is an hour behind it.
        let now = moment(3_610)
        let retold = attempt(skew: .zero).retold(by: .seconds(-3_600), at: now)
        #expect(retold.startedAt == moment(3_600))
        #expect(retold.deadline == moment(3_720))
        #expect(retold.waitsFrom == moment(3_720))
    }

    @Test func `a clock that is set back leaves the attempt where it was`() {
        // It was an hour ahead when the attempt was made.
        let recorded = attempt(skew: .seconds(-3_600))
        let now = moment(-3_590)
        #expect(recorded.isFromTheFuture(at: now))
        let retold = recorded.retold(by: .zero, at: now)
        #expect(!retold.isFromTheFuture(at: now))
        #expect(retold.startedAt == moment(-3_600))
        #expect(retold.waitsFrom == moment(-3_480))
    }

    @Test func `an answer with a wrong date does not shorten the wait either`() {
        // The provider's clock seemed ten minutes behind at the attempt, by an old answer.
        let retold = attempt(skew: .seconds(-600)).retold(by: .zero, at: moment(10))
        #expect(retold.startedAt == moment(-600))
        #expect(retold.waitsFrom == moment(120))
    }

    @Test(arguments: [(nil, .seconds(5)), (.seconds(5), nil)] as [(Duration?, Duration?)])
    func `what is not known changes nothing`(then: Duration?, now: Duration?) {
        let recorded = attempt(skew: then)
        let retold = recorded.retold(by: now, at: moment(10))
        #expect(retold.times == recorded.times && retold.waitsFrom == recorded.waitsFrom)
    }

    @Test func `an order that turns up is compared by the clock of the list`() {
        let dismissed = DismissedAttempt(
            order: "b/A#1", items: [item("A")],
            times: AttemptTimes(startedAt: moment(0), deadline: moment(120), skew: .zero))
        let knowledge = LedgerKnowledge(
            owned: [], baseline: [], ownAddresses: [], fingerprints: [], newest: nil,
            dismissed: [dismissed])
        let retold = knowledge.retold(by: .seconds(-86_400))
        #expect(retold.dismissed.map(\.times.startedAt) == [moment(86_400)])
        #expect(knowledge.retold(by: nil) == knowledge)
    }

    @Test func `what is listed since the earlier of two starts could be it`() {
        // The skew of the attempt was taken from an answer with a wrong date.
        let retold = attempt(skew: .seconds(7_200)).retold(by: .zero, at: moment(10_000))
        #expect(retold.startedAt == moment(7_200))
        #expect(retold.earliest == moment(0))
        let found = evidence([listed("r", at: 1)], settled: true)
        #expect(verdicts([retold], found) == [1: "person"])
    }

    @Test func `dates that are always ahead of the orders' times hide none`() {
        // The answers' dates are two hours ahead of what the list calls the orders' times.
        let retold = attempt(skew: .seconds(7_200)).retold(by: .seconds(7_200), at: moment(60))
        #expect(retold.startedAt == moment(0))
        let found = evidence([listed("r", at: -7_199)], settled: true)
        #expect(verdicts([retold], found) == [1: "person"])
    }

    @Test func `nobody waits for days because of a wrong date`() {
        let late = attempt(skew: .seconds(864_000)).retold(by: .zero, at: moment(10))
        #expect(late.isFromTheFuture(at: moment(10)))
    }
}
