// Time that moves only when a test says so.

import Synchronization

@testable import ESIMGoSandbox

/// A wall clock for the sandbox, and a log of the waits that it asked for.
final class ManualClock: Sendable {
    /// 2026-02-03T10:11:12.000000000Z.
    static let start: Int64 = 1_770_113_472_000_000_000

    private let state = Mutex((now: ManualClock.start, waits: [Duration]()))

    func advance(by duration: Duration) {
        state.withLock { $0.now = Instant(nanoseconds: $0.now).advanced(by: duration).nanoseconds }
    }

    var waits: [Duration] { state.withLock { $0.waits } }

    /// Options whose time is this clock's and whose waits are only written down.
    var options: SandboxOptions {
        var options = SandboxOptions()
        options.seed = 1
        options.now = { self.state.withLock { $0.now } }
        options.sleep = { duration in self.state.withLock { $0.waits.append(duration) } }
        return options
    }
}
