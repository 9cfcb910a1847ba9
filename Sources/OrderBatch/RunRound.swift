// What one run shares between its tasks: its slots, its lane, its brake, and what it has bought.

import Orders
import Synchronization

/// The account as it was at a time.
struct AccountReading: Sendable {
    let account: Account
    /// When it was asked for: money that moved later is not in its balance.
    let askedAt: Timestamp
}

/// The state of one run.
struct RunRound: Sendable {
    let slots: Slots
    let lane: PurchaseLane
    let brake = Brake()
    let tally = Tally()
    let bundles = BundleBook()
    let startedAt: Timestamp
    /// The account as it was before this run bought anything.
    var opening: AccountReading
    /// The run's number in the ledger, once it is recorded.
    var id: RunID?

    init(
        startedAt: Timestamp, opening: AccountReading, settings: BatchSettings,
        time: any TimeSource
    ) {
        slots = Slots(settings.concurrency)
        lane = PurchaseLane(
            pace: settings.pace, firstWave: settings.concurrency - 1, time: time)
        self.startedAt = startedAt
        self.opening = opening
    }

    var account: Account { opening.account }

    /// What happened to single orders in this run.
    final class Tally: Sendable {
        private struct State {
            var attempted: Set<OrderID> = []
            var givenUp: Set<OrderID> = []
            var judged: Set<AttemptID> = []
            var attempts = 0
            var bought = 0
            var balance: (reading: Money, attempts: Int, at: Duration)?
        }

        private let state = Mutex(State())

        func noteAttempt(_ order: OrderID) {
            state.withLock { state in
                state.attempted.insert(order)
                state.attempts += 1
            }
        }

        /// Keeps a balance that was read at an uptime, while `attempts` were all there had been.
        func noteBalance(_ reading: Money, after attempts: Int, at uptime: Duration) {
            state.withLock { $0.balance = (reading, attempts, uptime) }
        }

        /// The balance after the newest attempt, where it was read no earlier than an uptime.
        func balance(since uptime: Duration) -> Money? {
            state.withLock { state in
                guard let balance = state.balance, balance.attempts == state.attempts,
                    balance.at >= uptime
                else { return nil }
                return balance.reading
            }
        }

        var attempts: Int { state.withLock { $0.attempts } }

        /// An order was placed, or found in the provider's list.
        func noteBought() { state.withLock { $0.bought += 1 } }

        var bought: Int { state.withLock { $0.bought } }

        /// The order's install data did not come in time, or it could not be placed: not again in
        /// this run.
        func giveUp(_ order: OrderID) {
            state.withLock { _ = $0.givenUp.insert(order) }
        }

        func hasGivenUp(_ order: OrderID) -> Bool {
            state.withLock { $0.givenUp.contains(order) }
        }

        /// The evidence cannot decide the attempt: a person must.
        func noteJudged(_ attempt: AttemptID) {
            state.withLock { _ = $0.judged.insert(attempt) }
        }

        func isJudged(_ attempt: AttemptID) -> Bool {
            state.withLock { $0.judged.contains(attempt) }
        }

        /// Orders for which this run has sent, or may have sent, a request.
        var attempted: Set<OrderID> { state.withLock { $0.attempted } }
    }
}
