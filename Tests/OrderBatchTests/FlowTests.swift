// The parts that bound and order a run's work, each by itself.

import OrderTestKit
import Orders
import Synchronization
import Testing

@testable import OrderBatch

struct FlowTests {
    @Test(arguments: [1, 3])
    func `slots let no more in than there are`(count: Int) async throws {
        let slots = Slots(count)
        let meeting = Meeting(of: count)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<(count * 4) {
                group.addTask {
                    try await slots.withSlot { _ in
                        crowd.enter(0)
                        await meeting.join()
                        crowd.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(crowd.most == count)
    }

    @Test func `a slot is free again after its holder failed`() async throws {
        let slots = Slots(1)
        await #expect(throws: CancellationError.self) {
            try await slots.withSlot { _ in throw CancellationError() }
        }
        #expect(try await slots.withSlot { _ in 7 } == 7)
    }

    @Test func `a waiter that is cancelled leaves the queue to the others`() async throws {
        let slots = Slots(1)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await slots.withSlot { _ in
                    await gate.pass()
                    return true
                }
            }
            await gate.arrivals(atLeast: 1)
            await withTaskGroup(of: Bool.self) { waiters in
                for _ in 0..<3 {
                    waiters.addTask {
                        do {
                            return try await slots.withSlot { _ in false }
                        } catch {
                            return error is CancellationError
                        }
                    }
                }
                while slots.waiters < 3 { await Task.yield() }
                waiters.cancelAll()
                for await wasCancelled in waiters { #expect(wasCancelled) }
            }
            gate.open()
            for try await finished in group { #expect(finished) }
        }
        #expect(try await slots.withSlot { _ in true })
    }

    @Test func `the lane gives turns one pace apart`() async throws {
        let time = ManualTime()
        let lane = PurchaseLane(pace: .seconds(3), firstWave: 0, time: time)
        var turns: [Duration] = []
        for _ in 0..<3 {
            try await lane.turn()
            turns.append(time.uptime())
        }
        time.advance(by: .seconds(60))
        try await lane.turn()
        turns.append(time.uptime())
        #expect(turns == [0, 3, 6, 66].map { .seconds($0) })
    }

    @Test func `the lane keeps those who wait apart`() async throws {
        let time = ManualTime(.suspending)
        let lane = PurchaseLane(pace: .seconds(3), firstWave: 0, time: time)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await lane.turn() } }
            await time.sleepers(atLeast: 3)
            for _ in 0..<3 {
                try await group.next()
                time.advance(by: .seconds(3))
            }
            try await group.waitForAll()
        }
        #expect(time.slept.sorted() == [3, 6, 9].map { .seconds($0) })
    }

    @Test func `a machine that stood still does not make those who wait start together`()
        async throws
    {
        let time = ManualTime(.suspending)
        let lane = PurchaseLane(pace: .seconds(3), firstWave: 0, time: time)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { try await lane.turn() } }
            try await group.next()
            await time.sleepers(atLeast: 4)
            time.advance(by: .seconds(60))
            // One of the four goes at once, and the others wait anew.
            await time.sleepers(atLeast: 3)
            for _ in 0..<3 {
                try await group.next()
                time.advance(by: .seconds(3))
            }
            try await group.waitForAll()
        }
        #expect(time.slept.sorted() == [3, 3, 6, 6, 9, 9, 12].map { .seconds($0) })
    }

    @Test func `the lane keeps its distance from an earlier run's last purchase`() async throws {
        // Seconds since that purchase, and how long the first turn then waits.
        for (since, wait) in [(0, 3), (1, 2), (3, 0), (60, 0), (-60, 3)] {
            let time = ManualTime()
            let lane = PurchaseLane(pace: .seconds(3), firstWave: 0, time: time)
            lane.keepDistance(from: time.now() - .seconds(since))
            try await lane.turn()
            #expect(time.uptime() == .seconds(wait), "\(since)")
            try await lane.turn()
            #expect(time.uptime() == .seconds(wait + 3), "\(since)")
        }
    }

    @Test func `a lane without a pace never waits`() async throws {
        let time = ManualTime()
        let lane = PurchaseLane(pace: .zero, firstWave: 0, time: time)
        for _ in 0..<5 { try await lane.turn() }
        #expect(time.slept.isEmpty)
    }

    @Test func `the first wave starts a little apart, and no later one`() async throws {
        let time = ManualTime()
        let lane = PurchaseLane(pace: .zero, firstWave: 2, time: time)
        var turns: [Duration] = []
        for _ in 0..<5 {
            try await lane.turn()
            turns.append(time.uptime())
        }
        let step = BatchLimits.firstWaveStep
        #expect(turns == [.zero, step, step * 2, step * 2, step * 2])
    }

    @Test func `a slot that is given back early lets one other in`() async throws {
        let slots = Slots(1)
        let inner = try await slots.withSlot { slot in
            slot.release()
            slot.release()
            return try await slots.withSlot { _ in 7 }
        }
        #expect(inner == 7)
        #expect(try await slots.withSlot { _ in 8 } == 8)
    }

    @Test func `a turn is refused to a cancelled task`() async throws {
        let lane = PurchaseLane(pace: .zero, firstWave: 0, time: ManualTime())
        await withTaskGroup(of: Bool.self) { group in
            group.cancelAll()
            group.addTask {
                do {
                    try await lane.turn()
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            for await wasRefused in group { #expect(wasRefused) }
        }
    }

    @Test(arguments: [1, 3, 50])
    func `the window runs everything, at most so many at a time`(limit: Int) async throws {
        let crowd = Crowd()
        try await forEachConcurrently(0..<20, limit: limit) { element in
            crowd.enter(element)
            await Task.yield()
            crowd.leave()
        }
        #expect(crowd.seen == Array(0..<20))
        #expect(crowd.most <= limit)
    }

    @Test func `the window's first error cancels the rest, which is waited out`() async throws {
        struct Broken: Error {}
        let crowd = Crowd()
        let gate = Gate()
        await #expect(throws: Broken.self) {
            try await forEachConcurrently(0..<10, limit: 2) { element in
                crowd.enter(element)
                defer { crowd.leave() }
                if element == 0 {
                    await gate.arrivals(atLeast: 1)
                    gate.open()
                    throw Broken()
                }
                await gate.pass()
                try await ManualTime(.suspending).sleep(for: .seconds(1))
            }
        }
        #expect(crowd.seen == [0, 1])
        #expect(crowd.now == 0)
    }

    @Test func `two lists agree when both came after the wait and lie far enough apart`() {
        let some: Set<OrderReference> = [.sample(1)]
        var agreement = Agreement()
        func add(_ seconds: Int, _ seen: Set<OrderReference>) -> Bool {
            agreement.add(
                seen, at: .seconds(seconds), isOver: seconds >= 900, gap: .seconds(60))
        }
        #expect(!add(899, []))
        #expect(!add(900, []))
        #expect(!add(959, []))
        #expect(!add(960, some))
        #expect(!add(1_019, some))
        #expect(add(1_020, some))
    }

    @Test func `every kind of reason to brake is kept, and what is answered is let go`() {
        let brake = Brake()
        brake.noteUnknown(limit: 2)
        brake.noteKnown()
        brake.noteUnknown(limit: 2)
        #expect(!brake.isPulled)
        brake.noteUnknown(limit: 2)
        #expect(brake.reasons == [.unknowns])
        brake.releaseUnknowns()
        #expect(!brake.isPulled)
        brake.pull(.balance("short"))
        brake.noteUnknown(limit: 1)
        brake.pull(.price("dear"))
        brake.pull(.price("dearer"))
        brake.releaseUnknowns()
        #expect(brake.reasons == [.balance("short"), .price("dear")])
        #expect(brake.heldBack == nil)
        brake.pull(.heldBack(.needsAPerson, "ask"))
        #expect(brake.heldBack?.outcome == .needsAPerson)
    }
}

/// Counts who is inside at once.
private final class Crowd: Sendable {
    private struct State {
        var now = 0
        var most = 0
        var seen: [Int] = []
    }

    private let state = Mutex(State())

    var now: Int { state.withLock { $0.now } }
    var most: Int { state.withLock { $0.most } }
    /// Everybody who was ever inside, sorted.
    var seen: [Int] { state.withLock { $0.seen.sorted() } }

    func enter(_ who: Int) {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
            state.seen.append(who)
        }
    }

    func leave() {
        state.withLock { $0.now -= 1 }
    }
}
