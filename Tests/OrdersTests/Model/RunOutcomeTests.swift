// How runs end: stable words and exit codes, and which one wins.

import OrderTestKit
import Orders
import Testing

@Suite struct RunOutcomeTests {
    private static let contract: [(RunOutcome, String, Int32)] = [
        (.complete, "complete", 0), (.nothingToDo, "nothing-to-do", 0), (.failed, "failed", 1),
        (.invalid, "invalid", 2), (.overBudget, "over-budget", 3),
        (.someRefused, "some-refused", 4), (.needsAPerson, "needs-a-person", 5),
        (.pending, "pending", 6), (.locked, "locked", 7), (.misconfigured, "misconfigured", 8),
        (.ledgerUntrusted, "ledger-untrusted", 9), (.interrupted(signal: 2), "interrupted", 130),
        (.interrupted(signal: 15), "interrupted", 143),
    ]

    @Test(arguments: contract)
    func `words and exit codes are those of the contract`(
        outcome: RunOutcome, word: String, code: Int32
    ) {
        #expect(outcome.word == word)
        #expect(outcome.exitCode == code)
    }

    /// An interruption > 7 > 9 > 5 > 8 > 3 > 4 > 2 > 1 > 6.
    private static let order: [RunOutcome] = [
        .interrupted(signal: 15), .locked, .ledgerUntrusted, .needsAPerson, .misconfigured,
        .overBudget, .someRefused, .invalid, .failed, .pending,
    ]

    @Test(arguments: 1..<1_024)
    func `of several outcomes the first in the contract's order wins`(subset: Int) {
        var random = SeededRandom(seed: subset)
        let several = Self.order.indices.filter { subset & (1 << $0) != 0 }.map { Self.order[$0] }
        let mixed = (several + [.complete, .nothingToDo]).shuffled(using: &random)
        #expect(RunOutcome.worst(of: mixed) == several[0])
    }

    @Test(arguments: order)
    func `a success never hides a failure`(outcome: RunOutcome) {
        #expect(RunOutcome.worst(of: [.complete, outcome, .nothingToDo]) == outcome)
    }

    @Test func `what the sheet needs comes before what was not done for it`() {
        #expect(RunOutcome.worst(of: [.failed, .pending, .invalid]) == .invalid)
    }

    @Test func `something done beats nothing to do`() {
        #expect(RunOutcome.worst(of: [.nothingToDo, .complete]) == .complete)
        #expect(RunOutcome.worst(of: [.nothingToDo]) == .nothingToDo)
        #expect(RunOutcome.worst(of: []) == .complete)
    }

    @Test(arguments: [Int32(2), 15])
    func `an interrupted run says which signal`(signal: Int32) {
        let outcome = RunOutcome.interrupted(signal: signal)
        #expect(RunOutcome.worst(of: [.pending, outcome, .someRefused]) == outcome)
        #expect(outcome.exitCode == 128 + signal)
    }
}
