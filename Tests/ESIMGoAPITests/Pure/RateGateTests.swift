// The gate that keeps everybody to the provider's rate limit.

import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct RateGateTests {
    private let time = ManualTime()
    private let gate: RateGate

    init() { gate = RateGate(time: time) }

    private func pass(_ times: Int = 1) async throws -> [Duration] {
        let before = time.waits.count
        for _ in 0..<times { try await gate.pass() }
        return Array(time.waits.dropFirst(before))
    }

    @Test func `a gate that knows nothing lets everybody through`() async throws {
        #expect(try await pass(100) == [])
    }

    @Test func `a pause holds everybody until it is over`() async throws {
        gate.pause(for: .seconds(3))
        time.advance(by: .seconds(1))
        #expect(try await pass(3) == [.seconds(2)])
    }

    @Test func `the longest pause counts`() async throws {
        gate.pause(for: .seconds(5))
        gate.pause(for: .seconds(1))
        #expect(try await pass() == [.seconds(5)])
    }

    @Test func `no more pass than the window has left`() async throws {
        gate.learn(remaining: 2, resetIn: .milliseconds(800))
        #expect(try await pass(2) == [])
        #expect(try await pass(2) == [.milliseconds(800)])
    }

    @Test func `a window that has ended is forgotten`() async throws {
        gate.learn(remaining: 0, resetIn: .milliseconds(800))
        time.advance(by: .milliseconds(800))
        #expect(try await pass(20) == [])
    }

    @Test func `an answer that was overtaken does not give tokens back`() async throws {
        gate.learn(remaining: 1, resetIn: .milliseconds(900))
        gate.learn(remaining: 7, resetIn: .milliseconds(900))
        #expect(try await pass(2) == [.milliseconds(900)])
    }

    @Test func `a new window brings new tokens`() async throws {
        gate.learn(remaining: 0, resetIn: .milliseconds(200))
        gate.learn(remaining: 3, resetIn: .milliseconds(1_200))
        #expect(try await pass(3) == [])
    }

    @Test(arguments: [Duration.zero, .seconds(-5)])
    func `a window in the past says nothing`(_ reset: Duration) async throws {
        gate.learn(remaining: 0, resetIn: reset)
        #expect(try await pass(5) == [])
    }

    @Test func `a wrong clock cannot hold anybody for long`() async throws {
        gate.learn(remaining: 0, resetIn: .seconds(86_400))
        #expect(try await pass() == [ClientLimits.longestWindow])
    }

    @Test func `a cancelled task does not wait`() async throws {
        gate.pause(for: .seconds(60))
        let gate = gate
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { try await gate.pass() }
                try await group.waitForAll()
            }
        }
        #expect(time.waits == [])
    }
}
