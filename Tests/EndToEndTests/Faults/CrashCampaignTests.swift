// Hundreds of kills of the built program, at named steps, at file operations and at any instant.

import Foundation
import Testing

/// `ESIMBATCH_KILLS` says how many kills, `ESIMBATCH_SEED` which life is the first;
/// `scripts/crash-campaign` sets them.
@Suite struct CrashCampaignTests {
    private static let kills = setting("ESIMBATCH_KILLS", 500)
    private static let firstSeed = UInt64(setting("ESIMBATCH_SEED", 1))
    /// As many as a small machine can run without starving one.
    private static let atOnce = 6

    @Test func `after any kill nothing is lost and nothing bought twice`() async throws {
        let tally = CrashTally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.atOnce {
                group.addTask {
                    while let life = tally.nextLife(until: Self.kills) {
                        try await CrashLife.live(seed: Self.firstSeed + life, tally)
                    }
                }
            }
            try await group.waitForAll()
        }
        let figures = tally.figures
        print("crash campaign from seed \(Self.firstSeed): \(figures)")
        #expect(
            figures.violations.isEmpty,
            "replay one with scripts/crash-campaign --seed SEED --kills 1")
        #expect(figures.allKills >= Self.kills)
        // A campaign that never met a doubt would have proven nothing.
        #expect(Self.kills < 100 || figures.killedInRecovery > 0)
    }

    private static func setting(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }
}
