// How far the provider's clock is from ours, learnt from the `Date` of its answers.

import Orders
import Synchronization

/// Estimates the skew between the provider's clock and ours.
///
/// `Date` has whole seconds and is cut off, so each answer only bounds the skew; the bounds of
/// several answers narrow it. A jump of either clock shows as a contradiction and starts anew.
final class ServerClock: Sendable {
    private struct Bounds {
        var least: Duration
        var most: Duration
    }

    private let bounds = Mutex<Bounds?>(nil)

    /// Learns from an answer whose request was sent and received at these moments of our clock.
    func learn(date: Timestamp, sent: Timestamp, received: Timestamp) {
        // The server's clock read date…date+1 s at some moment between sent and received.
        let least = date - received
        let most = (date - sent) + .seconds(1)
        guard least <= most else { return }
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
        bounds.withLock { bounds in bounds.map { ($0.least + $0.most) / 2 } }
    }

    /// The same, zero until something is known.
    var skew: Duration { knownSkew ?? .zero }

    func toOurs(_ server: Timestamp) -> Timestamp { server - skew }
    func toServers(_ ours: Timestamp) -> Timestamp { ours + skew }
}
