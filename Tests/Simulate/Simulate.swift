// Runs simulated worlds by the thousand, and names the seeds in which something is wrong.

import ArgumentParser
import OrderSimulation
import Synchronization

@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Runs the real engine and ledger against a simulated provider, network and "
            + "machine, one world for each seed.")

    @Option(help: "How many worlds.")
    var seeds = 10_000
    @Option(help: "The first seed; with --seeds 1 it replays one world exactly.")
    var from: UInt64 = 1
    @Option(help: "Sheet lines in each world.")
    var lines = 100
    @Option(help: "Threads.")
    var threads = 2
    @Option(help: "Stops taking up new worlds after so many seconds.")
    var seconds: Int?
    @Flag(help: "Prints what happens in each world.")
    var trace = false

    func run() async throws {
        let start = ContinuousClock.now
        let totals = Totals()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, threads) {
                group.addTask { work(totals, since: start) }
            }
        }
        let report = totals.report
        let took = (ContinuousClock.now - start) / .seconds(1)
        print(
            """
            \(report.worlds) worlds of \(lines) lines from seed \(from) in \(Int(took)) s: \
            \(report.orders) orders, \(report.crashes) crashes (\(report.crashesInRecovery) of \
            them in a recovery), \(report.adopted) adopted, \(report.replaced) proven absent and \
            sent again, \(report.settled) settled by a person, \(report.lookAlikes) lost to a \
            look-alike (the documented hole), \(report.failed) worlds with a violation
            """)
        if report.failed > 0 { throw ExitCode.failure }
    }

    private func work(_ totals: Totals, since start: ContinuousClock.Instant) {
        while true {
            let index = totals.takeNext()
            guard index < seeds else { return }
            if let seconds, ContinuousClock.now - start > .seconds(seconds) { return }
            let seed = from + index
            do {
                let result = try World.run(seed: seed, lines: lines, isTraced: trace)
                totals.add(result)
                for line in result.trace { print(line) }
                if !result.violations.isEmpty {
                    print("seed \(seed): \(result.violations.joined(separator: "; "))")
                    print(
                        "  replay: scripts/simulate --from \(seed) --seeds 1 --lines \(lines) "
                            + "--trace")
                }
            } catch {
                print("seed \(seed): \(error)")
                totals.addFailure()
            }
        }
    }
}

/// What all worlds came to.
private final class Totals: Sendable {
    struct Report: Sendable {
        var worlds = 0
        var orders = 0
        var crashes = 0
        var crashesInRecovery = 0
        var adopted = 0
        var replaced = 0
        var settled = 0
        var lookAlikes = 0
        var failed = 0
    }

    private let state = Mutex(Report())
    private let taken = Atomic<UInt64>(0)

    var report: Report { state.withLock { $0 } }

    /// The number of the next world that nobody has taken up.
    func takeNext() -> UInt64 { taken.wrappingAdd(1, ordering: .relaxed).oldValue }

    func addFailure() { state.withLock { $0.failed += 1 } }

    func add(_ result: WorldResult) {
        state.withLock { report in
            report.worlds += 1
            report.orders += result.orders
            report.crashes += result.crashes
            report.crashesInRecovery += result.crashesInRecovery
            report.adopted += result.adopted
            report.replaced += result.replaced
            report.settled += result.settledByPerson
            report.lookAlikes += result.lookAlikes
            report.failed += result.violations.isEmpty ? 0 : 1
        }
    }
}
