// Where a test kills the program. Only a debug build can be killed so; a release build refuses to
// start when it is asked to.

import Glibc
import OrderSteps
import Orders
import Synchronization

/// A chosen moment at which the process kills itself, as `ESIMBATCH_KILL_AT` names it:
/// `STEP.SIDE#N`, such as `begin-attempt.after#3` for the third time that an attempt was recorded
/// and nothing was sent yet.
final class KillPoint: Sendable {
    private static let variable = "ESIMBATCH_KILL_AT"

    private let step: Step
    private let side: Side
    private let left: Mutex<Int>

    /// Nil where no moment is chosen. Throws `CommandFailure` for a moment that cannot be had.
    static func chosen(in variables: [String: String]) throws -> KillPoint? {
        guard let text = variables[variable], !text.isEmpty else { return nil }
        #if DEBUG
            guard let point = KillPoint(text) else {
                throw CommandFailure.misconfigured(
                    "\(variable) is \(text.quoted), which is no moment of a run",
                    hint: "write STEP.before#N or STEP.after#N; the steps are "
                        + Step.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return point
        #else
            throw CommandFailure.misconfigured(
                "\(variable) is set, and only a build for testing can be killed at a step",
                hint: "take \(variable) out of the environment")
        #endif
    }

    private init?(_ text: String) {
        let parts = text.split(separator: "#")
        let moment = parts.first?.split(separator: ".") ?? []
        guard parts.count == 2, let count = Int(parts[1]), count >= 1, moment.count == 2,
            let step = Step(rawValue: String(moment[0])),
            let side = Side(rawValue: String(moment[1]))
        else { return nil }
        self.step = step
        self.side = side
        left = Mutex(count)
    }

    func around(_ api: any OrderAPI) -> any OrderAPI { SteppedAPI(api, observe: observe) }

    func around(_ ledger: any Ledger) -> any Ledger { SteppedLedger(ledger, observe: observe) }

    func around(_ publisher: any OrderPublisher) -> any OrderPublisher {
        SteppedPublisher(publisher, observe: observe)
    }

    /// To be told of every moment; does not return from the chosen one.
    @Sendable private func observe(_ step: Step, _ side: Side) {
        guard step == self.step, side == self.side else { return }
        let isChosen = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isChosen { kill(getpid(), SIGKILL) }
    }
}
