// The life of a revocation.

import Orders
import Testing

@Suite struct RevocationStateTests {
    @Test func `nothing is sent while it is not known what the last request did`() {
        #expect(RevocationState.unconfirmed.after(.sent) == nil)
        #expect(RevocationState.sending.after(.sent) == nil)
        #expect(RevocationState.open.after(.sent) == .sending)
        #expect(RevocationState.refused.after(.sent) == .sending)
    }

    @Test(arguments: RevocationEvent.allCases)
    func `what is revoked stays revoked`(event: RevocationEvent) {
        #expect(RevocationState.revoked.after(event) == nil)
    }

    @Test func `a lost answer is unconfirmed until a look settles it`() {
        #expect(RevocationState.sending.after(.outcomeUnknown) == .unconfirmed)
        #expect(RevocationState.unconfirmed.after(.foundRevoked) == .revoked)
        #expect(RevocationState.unconfirmed.after(.foundApplied) == .open)
        #expect(RevocationState.unconfirmed.after(.revoked) == nil)
    }

    @Test func `an answer is an event of its own kind`() {
        #expect(RevocationOutcome.revoked(words: "w").event == (.revoked, "w"))
        #expect(RevocationOutcome.refused(reason: "w").event == (.refused, "w"))
        #expect(RevocationOutcome.notSent(reason: "w").event == (.notSent, "w"))
        #expect(RevocationOutcome.unconfirmed(reason: "w").event == (.outcomeUnknown, "w"))
    }
}
