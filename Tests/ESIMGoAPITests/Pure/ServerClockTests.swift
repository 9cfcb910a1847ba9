// The provider's clock, learnt from dates of whole seconds.

import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct ServerClockTests {
    private let start = ManualTime.start

    @Test func `nothing learnt means no skew`() {
        let clock = ServerClock()
        #expect(clock.skew == .zero)
        #expect(clock.toOurs(start) == start)
        #expect(clock.toServers(start) == start)
    }

    @Test(arguments: [-7_200, -3, 0, 1, 90, 86_400])
    func `the skew is known to half a second and half the trip`(_ seconds: Int) {
        let clock = ServerClock()
        let skew = Duration.seconds(seconds)
        clock.learn(
            date: start + skew, sent: start + .milliseconds(100),
            received: start + .milliseconds(300))
        let error = clock.skew - skew
        #expect(error >= .milliseconds(-600) && error <= .milliseconds(600))
        #expect(clock.toOurs(clock.toServers(start)) == start)
    }

    @Test func `several answers narrow it to the trip`() {
        let clock = ServerClock()
        // The server's clock is 10 s ahead; its dates are cut to whole seconds.
        for tenth in 0..<30 {
            let sent = start + .milliseconds(tenth * 100)
            let server = sent + .seconds(10)
            let whole = Timestamp(
                microseconds: server.microseconds / 1_000_000 * 1_000_000)
            clock.learn(date: whole, sent: sent, received: sent + .milliseconds(20))
        }
        let error = clock.skew - .seconds(10)
        #expect(error >= .milliseconds(-100) && error <= .milliseconds(100))
    }

    @Test func `a clock that was set anew is learnt anew`() {
        let clock = ServerClock()
        clock.learn(date: start, sent: start, received: start)
        clock.learn(date: start + .seconds(3_600), sent: start, received: start)
        let error = clock.skew - .seconds(3_600)
        #expect(error >= .milliseconds(-500) && error <= .milliseconds(500))
    }

    @Test func `our own clock going back between sending and receiving teaches nothing`() {
        let clock = ServerClock()
        clock.learn(date: start, sent: start + .seconds(60), received: start)
        #expect(clock.skew == .zero)
    }
}
