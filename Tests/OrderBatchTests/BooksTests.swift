// Whether the money that is gone is what was bought, and what may explain a difference.

import OrderBatch
import OrderTestKit
import Orders
import Testing

struct BooksTests {
    @Test(arguments: [(Int64(150), "1.50 USD more"), (-150, "1.50 USD less")])
    func `books that do not close need a person`(cents: Int64, words: String) async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.script { $0.unexplained = .usd(cents) }
                return .sell
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.booksClose == false)
        #expect(report.balanceAfter == .usd(100_000 - 228 - cents))
        #expect(report.states == [.published])
        #expect(report.notes.contains { $0.contains(words) })
    }

    @Test func `somebody else's order of the same size explains the difference`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.sellToSomebodyElse([.sample(Bundles.america, 2)])
                return .sell
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
        #expect(report.cost == .usd(228))
        #expect(report.notes.contains { $0.contains("1 order of 19.98 USD by others") })
    }

    @Test func `somebody else's order of another size explains nothing`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.sellToSomebodyElse([.sample(Bundles.america)])
                api.script { $0.unexplained = .usd(1) }
                return .sell
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.booksClose == false)
    }

    @Test func `a top-up explains the difference`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.topUp(.usd(50_000))
                return .sell
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
        #expect(report.balanceAfter == .usd(150_000 - 228))
    }

    @Test func `a balance that is booked a little later closes the books`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.script { $0.unexplained = .usd(-228) }
                return .sell
            }
            script.before = { call in
                guard call.kind == .account, call.number == 3 else { return }
                api.script { $0.unexplained = .usd(0) }
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.booksClose == true)
    }

    @Test func `without a closing balance the books are unknown, not open`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.before = { call in
                guard call.kind == .account, call.number > 1 else { return }
                throw APIFailure(.unreachable, attempting: "reading", cause: "reset", hint: "")
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .complete)
        #expect(report.booksClose == nil)
        #expect(report.balanceAfter == nil)
    }

    @Test func `an account that cannot be read stops the run before it buys`() async throws {
        let rig = try Rig()
        let failure = APIFailure(
            .unreachable, attempting: "reading the account", cause: "no route", hint: "")
        rig.api.script { $0.before = { if $0.kind == .account { throw failure } } }
        await #expect(throws: failure) { try await rig.run(threeTours) }
        #expect(rig.api.requests.isEmpty)
        #expect(try await rig.ledger.batch(.sample()) == nil)
    }

    /// The list cannot be read, so nobody knows whether it was bought; the money says that it was.
    @Test(arguments: [(Int64(0), true), (1, false)])
    func `money that an unconfirmed order accounts for is said to be that`(
        strange: Int64, isExplained: Bool
    ) async throws {
        let rig = try Rig(concurrency: 1)
        let failure = APIFailure(
            .unreachable, attempting: "reading the list", cause: "no route", hint: "")
        rig.api.script { [api = rig.api] script in
            script.purchase = { _ in
                api.script { $0.unexplained = .usd(strange) }
                return .loseAnswer()
            }
            script.before = { call in
                if call.kind == .orders, call.number > 1 { throw failure }
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.booksClose == false)
        let note = try #require(report.notes.first { $0.contains("more than bought") })
        #expect(note.contains("what unconfirmed orders would have cost") == isExplained)
        #expect(note.contains("Compare the provider's list") != isExplained)
    }

    /// The balance was read before the question.
    @Test func `a top-up at the question hides no money that is missing`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.listDelay = .seconds(100_000)
            script.purchase = { _ in .loseAnswer() }
        }
        let report = try await rig.runner().run(
            .sample([.sample(order: "TOUR")]), as: .sample(), findings: FindingLog()
        ) { _ in
            rig.time.advance(by: .seconds(60))
            rig.api.topUp(.usd(50_000))
            rig.time.advance(by: .seconds(60))
            return true
        }
        #expect(report.outcome == .needsAPerson)
        #expect(report.orders[0].reason?.contains("2.28 USD more is gone than was bought") == true)
        #expect(rig.api.requests.count == 1)
    }
}
