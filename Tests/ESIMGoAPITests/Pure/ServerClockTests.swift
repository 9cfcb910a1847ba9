// The provider's clock, learnt from dates of whole seconds.

import Orders
import Synchronization
import Testing

@testable import ESIMGoAPI

@Suite struct ServerClockTests {
    /// A clock of ours that reads `start` at uptime zero, and then what it is set to.
    private final class OurClock: TimeSource {
        let ahead = Mutex(Duration.zero)

        func now() -> Timestamp { ManualTime.start + ahead.withLock { $0 } }
        func uptime() -> Duration { .zero }
        func sleep(for duration: Duration) async throws {}
    }

    private let start = ManualTime.start

    @Test func `nothing learnt means no skew`() {
        let clock = ServerClock(OurClock())
        #expect(clock.knownSkew == nil)
        #expect(clock.skew == .zero)
        #expect(clock.toOurs(start) == start)
        #expect(clock.toServers(start) == start)
    }

    @Test(arguments: [-7_200, -3, 0, 1, 90, 86_400])
    func `the skew is known to half a second and half the trip`(_ seconds: Int) {
        let clock = ServerClock(OurClock())
        let skew = Duration.seconds(seconds)
        clock.learn(date: start + skew, sent: .milliseconds(100), received: .milliseconds(300))
        let error = clock.skew - skew
        #expect(error >= .milliseconds(-600) && error <= .milliseconds(600))
        #expect(clock.toOurs(clock.toServers(start)) == start)
    }

    @Test func `several answers narrow it to the trip`() {
        let clock = ServerClock(OurClock())
        // The server's clock is 10 s ahead; its dates are cut to whole seconds.
        for tenth in 0..<30 {
            let sent = Duration.milliseconds(tenth * 100)
            let server = start + sent + .seconds(10)
            let whole = Timestamp(
                microseconds: server.microseconds / 1_000_000 * 1_000_000)
            clock.learn(date: whole, sent: sent, received: sent + .milliseconds(20))
        }
        let error = clock.skew - .seconds(10)
        #expect(error >= .milliseconds(-100) && error <= .milliseconds(100))
    }

    @Test func `a clock of the provider's that was set anew is learnt anew`() {
        let clock = ServerClock(OurClock())
        clock.learn(date: start, sent: .zero, received: .zero)
        clock.learn(date: start + .seconds(3_600), sent: .zero, received: .zero)
        let error = clock.skew - .seconds(3_600)
        #expect(error >= .milliseconds(-500) && error <= .milliseconds(500))
    }

    @Test func `setting our own clock is known before any further answer`() {
        let time = OurClock()
        let clock = ServerClock(time)
        clock.learn(date: start, sent: .zero, received: .zero)
        time.ahead.withLock { $0 = .seconds(3_600) }
        let error = clock.skew + .seconds(3_600)
        #expect(error >= .milliseconds(-500) && error <= .milliseconds(500))
    }
}
