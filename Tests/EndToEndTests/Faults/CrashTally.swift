// What a campaign of crashes came to.

import Synchronization

/// The figures of a campaign, and what was wrong in it.
final class CrashTally: Sendable {
    struct Figures: Sendable {
        var kills: [String: Int] = [:]
        var killedInRecovery = 0
        var batches = 0
        var orders = 0
        var adopted = 0
        var replaced = 0
        var settledByPerson = 0
        var violations: [String] = []

        var allKills: Int { kills.values.reduce(0, +) }
    }

    private let state = Mutex((figures: Figures(), nextLife: UInt64(0)))

    var figures: Figures { state.withLock { $0.figures } }

    func note(_ change: (inout Figures) -> Void) {
        state.withLock { change(&$0.figures) }
    }

    /// The number of the next life, from 0; nil once there were enough kills.
    func nextLife(until kills: Int) -> UInt64? {
        state.withLock { state in
            guard state.figures.allKills < kills else { return nil }
            defer { state.nextLife += 1 }
            return state.nextLife
        }
    }
}

extension CrashTally.Figures: CustomStringConvertible {
    var description: String {
        let byKind = kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
        return """
            \(allKills) kills (\(byKind); \(killedInRecovery) of them while recovering from \
            another) in \(batches) batches of \(orders) purchases: \(adopted) found in the list \
            and adopted, \(replaced) proven absent and bought again, \(settledByPerson) settled by \
            a person, \(violations.count) violations
            """
    }
}
