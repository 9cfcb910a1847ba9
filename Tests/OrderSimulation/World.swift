// One simulated world from its seed to its verdict: processes that buy, die and are started again,
// a person who settles what they are asked to, and the question whether all of it adds up.

import Logging
import OrderBatch
import OrderLedger
import OrderSteps
import OrderTestKit
import Orders
import Synchronization

/// What a world came to.
package struct WorldResult: Sendable {
    package let seed: UInt64
    /// What must not be, in words; empty when all is well.
    package var violations: [String] = []
    package var orders = 0
    package var crashes = 0
    package var crashesInRecovery = 0
    package var adopted = 0
    package var replaced = 0
    package var settledByPerson = 0
    /// Ended with an order of ours that belongs to nobody, because somebody else's was taken for
    /// it: the hole that is documented.
    package var lookAlikes = 0
    /// What happened, a line each, for a person who looks into a seed.
    package var trace: [String] = []
}

/// One simulated world. Not thread-safe: it lives and dies in one call.
package final class World {
    static let batch: BatchName = .sample("fleet")

    let plan: Plan
    let time = VirtualTime()
    let provider: Provider
    let publisher = RecordingPublisher()
    let ledger: SQLiteLedger
    let executor: SeededExecutor
    var machine: SeededRandom
    var settings: BatchSettings
    /// The sheet as it is now.
    var lines: [OrderLine]
    var result: WorldResult
    private let isTraced: Bool

    /// Runs the world of a seed to its end.
    package static func run(
        seed: UInt64, lines: Int = 100, isTraced: Bool = false
    ) throws -> WorldResult {
        let world = try World(seed: seed, lines: lines, isTraced: isTraced)
        world.live()
        return world.result
    }

    private init(seed: UInt64, lines: Int, isTraced: Bool) throws {
        plan = Plan(seed: seed, lines: lines)
        provider = Provider(
            plan.weather, random: plan.provider, opening: .usd(1_000_000), time: time)
        ledger = try SQLiteLedger.inMemory(inline: true)
        executor = SeededExecutor(plan.order)
        machine = plan.machine
        settings = plan.settings
        self.lines = plan.lines
        result = WorldResult(seed: seed)
        self.isTraced = isTraced
    }

    /// Everything in turn: the faulty days, then calm ones until nothing is left to do.
    private func live() {
        for (index, skew) in plan.skews.enumerated() {
            let isLast = index == plan.crashes.count
            time.set(skew: skew)
            edit(plan.edits[index])
            let end = start(
                index > 0 && machine.chance(0.5) ? .resume : .run,
                crashAt: isLast ? nil : plan.crashes[index],
                interruptAt: plan.interruptions[index], clockChange: plan.clockChanges[index])
            attendTo(end)
            if case .died = end {
                result.crashes += 1
                if index > 0 { result.crashesInRecovery += 1 }
            }
            checkAtRest(after: end)
            time.pass(machine.milliseconds(0...1_200_000))
        }
        provider.heal()
        time.set(skew: .zero)
        time.pass(.seconds(1_200))
        settings.ceiling = nil
        settings.allowRepeats = true
        for _ in 0..<Self.calmDays {
            let end = start(.run, crashAt: nil, interruptAt: nil)
            attendTo(end)
            checkAtRest(after: end)
            if case .reported(let report) = end, report.outcome == .nothingToDo { break }
            settleByPerson()
            time.pass(.seconds(3_600))
        }
        checkAtTheEnd()
    }

    private func edit(_ edit: Edit?) {
        switch edit {
        case nil: return
        case .shuffle: lines.shuffle(using: &machine)
        case .add(let count):
            for _ in 0..<count {
                let place = machine.number(0...lines.count)
                let name = machine.chance(0.5) ? nil : "LATE-\(lines.count)"
                lines.insert(.sample(2, Bundles.britain, order: name), at: place)
            }
        }
        for index in lines.indices { lines[index].number = index + 2 }
        trace("the sheet is edited: \(lines.count) lines")
    }

    /// More than a world ever needs: a person settles everything in one day.
    private static let calmDays = 12

    enum Command { case run, resume }

    enum End {
        case died
        case reported(BatchReport)
        case failed(any Error)
    }

    /// One process from start to end.
    private func start(
        _ command: Command, crashAt: Int?, interruptAt: Int?, clockChange: ClockChange? = nil
    ) -> End {
        let life = Life(
            time, crashAt: crashAt, interruptAt: interruptAt, clockChange: clockChange)
        let stalls = Mutex(machine.split())
        let stallRate = provider.state.withLock { $0.weather.stall }
        let time = time
        let runner = BatchRunner(
            api: SimulatedAPI(provider, life: life),
            ledger: SteppedLedger(ledger) { step, side in
                try await life.step()
                // Between the record of an attempt and its request the machine may stand still.
                guard step == .beginAttempt, side == .after else { return }
                if stalls.withLock({ $0.chance(stallRate) }) { time.pass(.seconds(10)) }
            },
            publisher: SteppedPublisher(publisher) { _, _ in try await life.step() }, time: life,
            settings: settings, log: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
        let sheet = OrderSheet.sample(lines)
        let executor = executor
        let ending = Ending<BatchReport>()
        let task = ending.start(on: executor) {
            try await Shield.$executor.withValue(executor) {
                switch command {
                case .run:
                    try await runner.run(
                        sheet, as: Self.batch, findings: FindingLog(), confirm: { _ in true })
                case .resume: try await runner.resume(nil)
                }
            }
        }
        drive(life, task) { ending.value != nil }
        let end: End =
            switch ending.value {
            case _ where life.isDead: .died
            case .success(let report): .reported(report)
            case .failure(let error): .failed(error)
            case nil: .died
            }
        trace("\(command) \(life.steps) steps, crash at \(crashAt ?? 0): \(words(end))")
        return end
    }

    /// Gives the tasks their turns until the process has ended and nothing of it is left.
    private func drive(
        _ life: Life, _ task: Task<Void, Never>, until hasEnded: () -> Bool
    ) {
        var turns = 0
        while true {
            if life.isInterrupted { task.cancel() }
            if executor.runOne() {
                turns += 1
                guard turns < Self.mostTurns else { return violate("it never ends") }
            } else if hasEnded() {
                return
            } else if !time.leap() {
                return violate("every task waits, and nothing will wake one")
            }
        }
    }

    private static let mostTurns = 5_000_000

    func violate(_ words: String) {
        result.violations.append(words)
        trace("VIOLATION: \(words)")
    }

    func trace(_ words: @autoclosure () -> String) {
        if isTraced { result.trace.append("\(time.uptime): \(words())") }
    }

    private func words(_ end: End) -> String {
        switch end {
        case .died: "died"
        case .failed(let error): "failed: \(error)"
        case .reported(let report): "\(report.outcome.word) \(report.notes.joined(separator: " "))"
        }
    }
}
