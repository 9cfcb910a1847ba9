// A provider's eSIMs in memory, whose bundles can be taken off, with answers that get lost on cue.

import Orders
import Synchronization

/// A `BundleRevocation` that keeps honest books and answers as it is told.
final class RevocableESIMs: BundleRevocation {
    /// What becomes of the next requests, one each; then all goes well.
    enum Turn: Sendable {
        case lostBefore, lostAfter, refused, notSent
    }

    private struct State {
        var held: [ICCID: ESIMHoldings] = [:]
        var turns: [Turn] = []
        var requests: [RevocationTarget] = []
        var takenOff: [AssignmentID] = []
        var refusedPreviews: Set<ICCID> = []
        var isUnreachable = false
    }

    private let state = Mutex(State())

    /// Every request that was sent.
    var requests: [RevocationTarget] { state.withLock { $0.requests } }

    /// The assignments that really were taken off, one for each time.
    var takenOff: [AssignmentID] { state.withLock { $0.takenOff } }

    func plan(_ turns: [Turn]) { state.withLock { $0.turns = turns } }
    func refusePreview(of iccid: ICCID) {
        _ = state.withLock { $0.refusedPreviews.insert(iccid) }
    }
    func setUnreachable(_ isUnreachable: Bool) {
        state.withLock { $0.isUnreachable = isUnreachable }
    }

    /// Shows the eSIMs of orders with their bundles unused.
    func show(_ batch: RecordedBatch) throws {
        for owner in batch.orders {
            for part in owner.orders {
                for (number, dealt) in part.esims.enumerated() {
                    put(
                        dealt.esim.iccid, owner.lines[dealt.line].content.bundle,
                        "\(part.id.rawValue)\(number)", "\(part.reference?.text ?? "")-\(number)")
                }
            }
        }
    }

    func put(
        _ iccid: ICCID, _ bundle: BundleName, _ id: String, _ reference: String,
        _ word: AppliedBundle.State = .queued
    ) {
        guard let assignment = AssignmentID(id) else { return }
        state.withLock { state in
            let before = state.held[iccid]?.bundles ?? []
            state.held[iccid] = ESIMHoldings(
                wasInstalled: word != .queued,
                bundles: before + [
                    AppliedBundle(
                        bundle: bundle, assignment: assignment, reference: reference, state: word)
                ])
        }
    }

    func holdings(of iccid: ICCID) async throws -> ESIMHoldings? {
        try state.withLock { state in
            if state.isUnreachable {
                throw APIFailure(
                    .unreachable, attempting: "looking", cause: "no network", hint: "")
            }
            return state.held[iccid]
        }
    }

    func previewRevocation(_ target: RevocationTarget) async throws -> String {
        try state.withLock { state in
            if state.refusedPreviews.contains(target.iccid) {
                throw APIFailure(.rejected, attempting: "asking", cause: "no refunds", hint: "")
            }
            return "can be revoked"
        }
    }

    func revoke(_ target: RevocationTarget) async -> RevocationOutcome {
        state.withLock { state in
            let turn = state.turns.isEmpty ? nil : state.turns.removeFirst()
            if case .notSent = turn { return .notSent(reason: "no connection") }
            state.requests.append(target)
            switch turn {
            case .lostBefore: return .unconfirmed(reason: "lost")
            case .refused: return .refused(reason: "not allowed")
            case .lostAfter:
                Self.takeOff(target, in: &state)
                return .unconfirmed(reason: "lost")
            case .notSent, nil:
                Self.takeOff(target, in: &state)
                return .revoked(words: "Successfully Revoked Bundle")
            }
        }
    }

    /// The last bundle takes an eSIM that was never installed with it.
    private static func takeOff(_ target: RevocationTarget, in state: inout State) {
        guard let held = state.held[target.iccid],
            held.bundles.contains(where: { $0.assignment == target.assignment && $0.state.isAlive })
        else { return }
        state.takenOff.append(target.assignment)
        let bundles = held.bundles.map { bundle in
            bundle.assignment == target.assignment
                ? AppliedBundle(
                    bundle: bundle.bundle, assignment: bundle.assignment,
                    reference: bundle.reference, state: .revoked) : bundle
        }
        let isEmpty = !bundles.contains { $0.state.isAlive } && held.wasInstalled != true
        state.held[target.iccid] =
            isEmpty ? nil : ESIMHoldings(wasInstalled: held.wasInstalled, bundles: bundles)
    }
}
