// Where one process of a campaign is killed.

import OrderSteps
import OrderTestKit

/// One kill, drawn from a seed.
enum KillPlan: Sendable, CustomStringConvertible {
    /// Before or after a step of the protocol, the nth time it comes.
    case moment(Step, Side, Int)
    /// At the nth operation on files with this in their path, before or after it.
    case operation(path: String, number: Int, isAfter: Bool)
    /// After so many microseconds, wherever it is.
    case instant(microseconds: Int)

    /// The steps that leave a trace, and the two around a request.
    static let steps: [Step] = [
        .claim, .admit, .recover, .beginAttempt, .place, .finishAttempt, .recordDelivery, .publish,
        .recordPublished, .recordBaseline, .decide, .beginRun, .finishRun, .prepare, .summarise,
        .list, .collect, .fetchArchive, .readOrder,
    ]

    /// - Parameter orders: API orders of the batch; steps that each of them takes come as often.
    init(_ random: inout SeededRandom, orders: Int) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5:
            let step = random.pick(Self.steps)
            let most =
                switch step {
                case .beginAttempt, .place, .finishAttempt, .recordDelivery, .publish,
                    .recordPublished, .fetchArchive, .readOrder:
                    orders
                case .decide: 3
                default: 1
                }
            self = .moment(
                step, random.pick(Side.allCases), Int.random(in: 1...most, using: &random))
        case 5..<8:
            let path = random.pick([Blow.ledgerFiles, Blow.outputFiles])
            self = .operation(
                path: path, number: Int.random(in: 1...(20 + orders * 8), using: &random),
                isAfter: random.chance(0.5))
        default:
            self = .instant(microseconds: Int.random(in: 30_000...900_000, using: &random))
        }
    }

    /// What the program is given in its environment to die there.
    func variables(mark: String) async throws -> [String: String?] {
        switch self {
        case .moment(let step, let side, let number):
            ["ESIMBATCH_KILL_AT": "\(step.rawValue).\(side.rawValue)#\(number)"]
        case .operation(let path, let number, let isAfter):
            try await FaultShim.variables(
                .operation(number, on: path, isAfter ? "kill-after" : "kill"), mark: mark)
        case .instant(let microseconds):
            try await FaultShim.variables(.instant(microseconds: microseconds), mark: mark)
        }
    }

    /// The kind, for figures.
    var kind: String {
        switch self {
        case .moment: "at a named step"
        case .operation: "at a file operation"
        case .instant: "at an instant"
        }
    }

    var description: String {
        switch self {
        case .moment(let step, let side, let number): "\(side) \(step.rawValue) \(number)"
        case .operation(let path, let number, let isAfter):
            "\(isAfter ? "after" : "before") operation \(number) on \(path)"
        case .instant(let microseconds): "after \(microseconds) µs"
        }
    }
}
