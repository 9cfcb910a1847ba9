// One ledger's life: batches that are bought while the program is killed again and again, and the
// question after each kill and at each end whether anything was bought twice or lost.

import Foundation
import OrderTestKit
import Testing

/// One life, drawn from its seed.
struct CrashLife {
    private static let batches = 4
    private static let faults =
        "drop-after-buying=0.1,drop-before-buying=0.05,unavailable-after-accepting=0.05,"
        + "error-500=0.05,garbled=0.05,rate-limited=0.1"

    private let seed: UInt64
    private let place: Workplace
    private let tally: CrashTally
    private var random: SeededRandom
    private let concurrency: Int
    private let isFaulty: Bool
    /// API orders of the batches that were admitted whole.
    private var wanted = 0

    /// Lives the life of a seed in a workplace and a sandbox of its own.
    static func live(seed: UInt64, _ tally: CrashTally) async throws {
        var random = SeededRandom(seed: seed)
        let latency = random.pick(["0ms", "5ms", "40ms"])
        try await withSandbox("--balance", "1000000.00", "--latency", latency) { place in
            var life = CrashLife(seed: seed, place, tally, random)
            for batch in 1...Self.batches { try await life.buy(batch: "b\(batch)") }
            let events = try LedgerFacts(ledger: place.ledger)?.events ?? [:]
            tally.note { figures in
                figures.adopted += events["adopted"] ?? 0
                figures.replaced += events["absent"] ?? 0
            }
        }
    }

    private init(
        seed: UInt64, _ place: Workplace, _ tally: CrashTally, _ random: SeededRandom
    ) {
        self.seed = seed
        self.place = place
        self.tally = tally
        self.random = random
        concurrency = self.random.pick([1, 1, 8, 8, 8, 32])
        isFaulty = self.random.chance(0.3)
    }

    private mutating func violate(_ words: String) {
        tally.note { $0.violations.append("seed \(seed): \(words)") }
    }

    // MARK: A batch

    private mutating func buy(batch: String) async throws {
        let (sheet, orders) = try writeSheet(batch)
        wanted += orders
        if isFaulty {
            try await place.sandbox.set([
                "faults": "seed=\(random.next() >> 1),\(Self.faults)"
            ])
        }
        let kills = random.pick([1, 2, 3, 3, 4, 5])
        for turn in 0..<kills {
            let plan = KillPlan(&random, orders: orders)
            let command =
                turn > 0 && random.chance(0.5) && hasLedger
                ? ["resume"] : ["run", sheet, "--batch", batch, "--yes"]
            try await start(command, killed: plan, isRecovery: turn > 0)
        }
        if isFaulty { try await place.sandbox.set(["faults": ""]) }
        try await finish(sheet, batch)
        try await checkTheEnd(sheet, batch)
        tally.note { figures in
            figures.batches += 1
            figures.orders += orders
        }
    }

    /// Killed before there was a ledger, there is nothing to resume, as the program then says.
    private var hasLedger: Bool { FileManager.default.fileExists(atPath: place.ledger) }

    /// Named and unnamed orders, many of them alike, some of several purchases. Returns the path
    /// and the number of purchases.
    private mutating func writeSheet(_ batch: String) throws -> (path: String, orders: Int) {
        let lines = concurrency == 1 ? 4 : concurrency == 8 ? 9 : 34
        var text = "order,bundle,quantity\n"
        var orders = 0
        for line in 0..<lines {
            let quantity = random.pick([1, 1, 1, 2, 13])
            let name = random.chance(0.3) ? "" : "\(batch)-\(line)"
            text += "\(name),\(random.pick([Sheet.british, Sheet.french])),\(quantity)\n"
            orders += (quantity + 9) / 10
        }
        return (try place.write("\(batch).csv", text), orders)
    }

    private var options: [String] {
        ["--concurrency", "\(concurrency)", "--request-timeout", "2s", "--settle-after", "300ms"]
    }

    /// One process that is to be killed; it may end before the moment comes.
    private mutating func start(
        _ command: [String], killed plan: KillPlan, isRecovery: Bool
    ) async throws {
        let mark = "\(place.folder)/mark"
        let end = try await place.run(
            arguments: command + options, exits: nil,
            environment: try await plan.variables(mark: mark))
        switch end.status {
        case -9:
            tally.note { figures in
                figures.kills[plan.kind, default: 0] += 1
                if isRecovery { figures.killedInRecovery += 1 }
            }
            try await checkAfterDeath(plan)
        case 0, 1, 5, 6: break
        default: violate("\(command[0]) \(plan): exit code \(end.status): \(end.stderr)")
        }
    }

    /// Runs until all is done, settling as a person would what is asked of one.
    private mutating func finish(_ sheet: String, _ batch: String) async throws {
        for turn in 0..<8 {
            let command =
                random.chance(0.5) && turn == 0 && hasLedger
                ? ["resume"] : ["run", sheet, "--batch", batch, "--yes"]
            let end = try await place.run(arguments: command + options, exits: nil)
            switch end.status {
            case 0 where command[0] == "run": return
            case 0, 1, 6: continue
            case 5: try await settleAll()
            default: return violate("recovering ended with \(end.status): \(end)")
            }
        }
        violate("batch \(batch) is never finished")
    }

    /// Compares each doubt with what the provider's portal shows.
    private mutating func settleAll() async throws {
        guard let facts = try LedgerFacts(ledger: place.ledger) else { return }
        var free = try await place.sandbox.truth()["orders"].elements.filter {
            !facts.references.contains($0["orderReference"].string ?? "")
        }
        for doubt in facts.doubts {
            let found = free.firstIndex { Self.fingerprint(of: $0) == doubt.fingerprint }
            var decision = ["--not-bought"]
            if let found, let reference = free.remove(at: found)["orderReference"].string {
                decision = ["--bought", reference]
            }
            try await place.run(
                arguments: ["settle", doubt.order] + decision + ["--reason", "looked it up"],
                exits: 0)
            tally.note { $0.settledByPerson += 1 }
        }
    }

    private static func fingerprint(of order: JSON) -> String {
        order["items"].elements.map { "\($0["item"].string ?? "")×\($0["quantity"].int ?? 0)" }
            .sorted().joined(separator: " + ")
    }

    // MARK: What must hold

    private mutating func checkAfterDeath(_ plan: KillPlan) async throws {
        let truth = try await place.sandbox.truth()
        let sent = truth.purchaseRequests
        guard let facts = try LedgerFacts(ledger: place.ledger) else {
            if sent > 0 { violate("\(plan): \(sent) requests were sent without a ledger") }
            return
        }
        if facts.placing > concurrency {
            violate("\(plan): \(facts.placing) attempts open with \(concurrency) in flight")
        }
        if sent > facts.attempts {
            violate("\(plan): \(sent) requests were sent, and \(facts.attempts) are recorded")
        }
        let bought = truth["count"].int ?? 0
        if bought > wanted { violate("\(plan): \(bought) bought, \(wanted) wanted: BOUGHT TWICE") }
        if let twice = Self.overbought(truth, facts) {
            violate("\(plan): BOUGHT TWICE: \(twice)")
        }
    }

    /// A reference of the ledger that the provider does not have; nil when there is none.
    private static func overbought(_ truth: JSON, _ facts: LedgerFacts) -> String? {
        let bought = Set(truth["orders"].elements.compactMap { $0["orderReference"].string })
        return facts.references.first { !bought.contains($0) }.map { "\($0) was never bought" }
    }

    private mutating func checkTheEnd(_ sheet: String, _ batch: String) async throws {
        let truth = try await place.sandbox.truth()
        guard let facts = try LedgerFacts(ledger: place.ledger) else {
            return violate("the ledger is gone")
        }
        let bought = truth["count"].int ?? 0
        if bought != wanted { violate("\(batch): \(bought) bought, \(wanted) wanted") }
        if facts.states != ["published": wanted] { violate("\(batch): \(facts.states)") }
        let references = Set(truth["orders"].elements.compactMap { $0["orderReference"].string })
        if references != facts.references {
            violate("\(batch): the provider's references and the ledger's differ")
        }
        let cents = truth["orders"].elements.reduce(0) { sum, order in
            sum + (Int((order["total"].string ?? "").filter { $0 != "." }) ?? 0)
        }
        if cents != facts.cents {
            violate("\(batch): bought for \(cents), and the ledger says \(facts.cents)")
        }
        var published: [String] = []
        for name in try place.names(in: "") {
            published += try place.publishedICCIDs(of: name)
        }
        if published.sorted() != truth.boughtICCIDs.sorted() {
            violate(
                "\(batch): \(published.count) eSIMs in folders, \(truth.boughtICCIDs.count) bought")
        }
        let again = try await place.run(
            arguments: ["run", sheet, "--batch", batch, "--yes", "--json"] + options, exits: nil)
        if again.status != 0 || (try? again.json["outcome"]) != "nothing-to-do" {
            violate("\(batch): a run after all was done: \(again)")
        }
    }
}
