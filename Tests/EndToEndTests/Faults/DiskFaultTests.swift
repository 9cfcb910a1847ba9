// A disk that is full, broken or read-only, and power that fails: at every single operation on the
// ledger and on the results in turn, and the next run makes everything good.

import Foundation
import Synchronization
import Testing

@Suite struct DiskFaultTests {
    /// More operations than a run of this size has: a run that goes on beyond never ends.
    private static let most = 400
    private static let orders = 1

    /// ENOSPC from there on, EIO once, and a write that is cut in half.
    @Test(arguments: ["fail:28", "fail-once:5", "tear:28"])
    func `a failing disk under the ledger stops buying and loses nothing`(
        _ action: String
    ) async throws {
        try await strikeEach(on: Blow.ledgerFiles, action) { end in
            // 0: it failed when all was done. 8: there never was a ledger.
            #expect([0, 8, 9].contains(end.status), "\(end)")
        }
    }

    @Test(arguments: ["fail:28", "fail-once:5", "tear:28"])
    func `a failing disk under the results loses nothing`(_ action: String) async throws {
        try await strikeEach(on: Blow.outputFiles, action) { end in
            // 6: bought, and to be published later. 1 and 8: before anything was bought.
            #expect([0, 1, 6, 8].contains(end.status), "\(end)")
        }
    }

    /// What was written since the last sync is lost, or half of it, or nothing of it.
    @Test(arguments: ["power:0", "power:50", "power:100"])
    func `power that fails at any sync of the ledger loses nothing`(
        _ action: String
    ) async throws {
        try await strikeEach(on: Blow.ledgerFiles, calls: "sync", action) { end in
            #expect(end.status == -9, "\(end)")
        }
    }

    @Test(arguments: [Blow.ledgerFiles, Blow.outputFiles])
    func `nothing is bought where nothing can be written`(_ path: String) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            // EROFS: the file system is mounted for reading only.
            let blow = Blow.operation(1, on: path, calls: "open mkdir write", "fail:30")
            let end = try await place.run(
                arguments: ["run", sheet, "--yes"], exits: nil,
                environment: try await FaultShim.variables(blow, mark: "\(place.folder)/mark"))
            #expect([1, 8, 9].contains(end.status), "\(end)")
            #expect(end.stderr.contains("Read-only file system"), "\(end)")
            #expect(end.stderr.contains("next: "), "\(end)")
            #expect(try await place.sandbox.truth()["count"] == 0)
            try await place.buy(sheet)
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }

    /// While the ledger is made there are many operations, so only every few of them is struck.
    @Test(arguments: ["fail:28", "kill"])
    func `a disk that fails while the ledger is made leaves nothing half done`(
        _ action: String
    ) async throws {
        try await strikeEach(on: Blow.ledgerFiles, action, hasLedger: false, every: 11) { end in
            #expect([0, 8, 9, -9].contains(end.status), "\(end)")
        }
    }

    /// Strikes the first operation of a run, then the second of another, and so on to the last; or
    /// every so many of them. Each run buys a new batch with a ledger that there was before, or
    /// with one of its own.
    private func strikeEach(
        on path: String, calls: String? = nil, _ action: String, hasLedger: Bool = true,
        every step: Int = 1, at location: SourceLocation = #_sourceLocation,
        expect: @escaping @Sendable (Finished) -> Void
    ) async throws {
        // A write that is cut in half is a blow to writes only, and fails like a full disk after.
        let calls = action.hasPrefix("tear") ? "write" : calls
        let step = action.hasPrefix("tear") && path == Blow.ledgerFiles ? 3 : step
        let numbers = Numbers()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.atOnce {
                group.addTask {
                    // Each with an account of its own, or one's orders were strange to the other.
                    try await withSandbox("--balance", "100000.00") { place in
                        if hasLedger {
                            try await place.buy(try place.write("0.csv", Sheet.single(1)))
                        }
                        while let number = numbers.next() {
                            try #require(number < Self.most, "the operations never end")
                            let blow = Blow.operation(
                                1 + (number - 1) * step, on: path, calls: calls, action)
                            let own = hasLedger ? place : try place.sub("\(number)")
                            let wasStruck = try await own.strike(
                                blow, orders: Self.orders, in: "n\(number)", expect)
                            if !wasStruck { numbers.end() }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        // Fewer would mean that the blows do not land.
        #expect(numbers.struck > 5, sourceLocation: location)
        print("\(action) on \(path): \(numbers.struck) operations struck, one a run")
    }

    private static let atOnce = 2
}

/// The numbers of the operations that are still to be struck, for several workers.
private final class Numbers: Sendable {
    private let state = Mutex((next: 0, hasEnded: false, beyond: 0))

    /// Nil once a blow has found nothing to strike.
    func next() -> Int? {
        state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.next += 1
            return state.next
        }
    }

    /// A blow has found nothing to strike.
    func end() {
        state.withLock { state in
            state.hasEnded = true
            state.beyond += 1
        }
    }

    /// How many blows have landed.
    var struck: Int { state.withLock { $0.next - $0.beyond } }
}

extension Workplace {
    /// A place of its own below this one, with the same sandbox.
    fileprivate func sub(_ name: String) throws -> Workplace {
        try makeFolder(name)
        return Workplace(folder: "\(folder)/\(name)", baseURL: baseURL)
    }

    /// One run that is struck, and one that is not. False when the blow never landed.
    fileprivate func strike(
        _ blow: Blow, orders: Int, in batch: String, _ expect: (Finished) -> Void
    ) async throws -> Bool {
        try makeFolder("store-\(batch)")
        let mark = "\(folder)/mark-\(batch)"
        let sheet = try write("\(batch).csv", Sheet.named(batch, orders))
        let before = try await sandbox.truth()
        let attemptsBefore = try LedgerFacts(ledger: ledger)?.attempts ?? 0
        var variables = try await FaultShim.variables(blow, mark: mark)
        variables["FAULT_STORE"] = "\(folder)/store-\(batch)"
        let options = ["--request-timeout", "1s", "--settle-after", "300ms"]
        let end = try await run(
            arguments: ["run", sheet, "--yes"] + options, exits: nil, environment: variables)
        guard FileManager.default.fileExists(atPath: mark) else {
            #expect(end.status == 0, "\(end)")
            return false
        }
        expect(end)
        if end.status > 0 {
            let next = (end.stdout + end.stderr).lowercased()
            #expect(next.contains("next: "), "\(blow): \(end)")
        }
        let sent = try await sandbox.truth().purchaseRequests - before.purchaseRequests
        let attempts = try LedgerFacts(ledger: ledger)?.attempts ?? 0
        #expect(
            sent <= attempts - attemptsBefore, "\(blow): an attempt that was sent is not recorded")
        try await run(arguments: ["run", sheet, "--yes"] + options, exits: 0)
        let bought = try #require(try await sandbox.truth()["count"].int)
        let wanted = try #require(before["count"].int) + orders
        #expect(bought == wanted, "\(blow): \(bought) bought, \(wanted) wanted")
        let published = try publishedICCIDs(of: batch)
        #expect(published.count == orders && Set(published).count == orders, "\(blow)")
        return true
    }
}
