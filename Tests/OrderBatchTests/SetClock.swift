// The clock of a machine that somebody sets.

import OrderTestKit
import Orders

/// The tests' clock, ahead of the provider's by what the provider's script says.
struct SetClock: TimeSource {
    let base: ManualTime
    let api: ScriptedAPI

    func now() -> Timestamp { base.now() - (api.clockSkew ?? .zero) }

    func uptime() -> Duration { base.uptime() }

    func sleep(for duration: Duration) async throws { try await base.sleep(for: duration) }
}
