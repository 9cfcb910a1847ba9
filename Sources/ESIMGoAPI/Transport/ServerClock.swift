// How far the provider's clock is from ours, learnt from the `Date` of its answers.

import Orders
import Synchronization

/// Estimates the skew between the provider's clock and ours.
///
/// It learns the provider's time by the uptime, so setting our clock changes the skew at once and
/// teaches nothing wrong. `Date` has whole seconds and is cut off, so each answer only bounds the
/// provider's time; the bounds of several answers narrow it. A jump of its clock shows as a
/// contradiction and starts anew.
final class ServerClock: Sendable {
    /// Of the provider's time at uptime zero.
    private struct Bounds {
        var least: Timestamp
        var most: Timestamp
    }

    private let time: any TimeSource
    private let bounds = Mutex<Bounds?>(nil)

    init(_ time: any TimeSource) {
        self.time = time
    }

    /// Learns from an answer whose request was sent and received at these uptimes.
    func learn(date: Timestamp, sent: Duration, received: Duration) {
        // The server's clock read date…date+1 s at some moment between sent and received.
        let least = date - received
        let most = date + .seconds(1) - sent
        bounds.withLock { bounds in
            guard let old = bounds else {
                bounds = Bounds(least: least, most: most)
                return
            }
            let narrowed = Bounds(least: max(old.least, least), most: min(old.most, most))
            bounds =
                narrowed.least <= narrowed.most ? narrowed : Bounds(least: least, most: most)
        }
    }

    /// Server time minus our time; nil until something is known.
    var knownSkew: Duration? {
        bounds.withLock { bounds in
            bounds.map { bounds in
                let start = bounds.least + (bounds.most - bounds.least) / 2
                return start + time.uptime() - time.now()
            }
        }
    }

    /// The same, zero until something is known.
    var skew: Duration { knownSkew ?? .zero }

    func toOurs(_ server: Timestamp) -> Timestamp { server - skew }
    func toServers(_ ours: Timestamp) -> Timestamp { ours + skew }
}
