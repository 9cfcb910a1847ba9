// A disk that is full, broken or read-only, and power that fails: at every single operation on the
// ledger and on the results in turn, and the next run makes everything good.

import Foundation
import Testing

@Suite struct DiskFaultTests {
    /// More operations than a run of this size has: a run that goes on beyond never ends.
    private static let most = 400
    private static let orders = 2

    /// ENOSPC and EIO, for good and once, and a write that is cut in half.
    @Test(arguments: ["fail:28", "fail:5", "fail-once:5", "tear:28"])
    func `a failing disk under the ledger stops buying and loses nothing`(
        _ action: String
    ) async throws {
        try await strikeEach(on: Blow.ledgerFiles, action) { end in
            // 0: it failed when all was done. 8: there never was a ledger.
            #expect([0, 8, 9].contains(end.status), "\(end)")
        }
    }

    @Test(arguments: ["fail:28", "fail:5", "fail-once:5", "tear:28"])
    func `a failing disk under the results loses nothing`(_ action: String) async throws {
        try await strikeEach(on: Blow.outputFiles, action) { end in
            // 6: bought, and to be published later. 1: before anything was bought.
            #expect([0, 1, 6].contains(end.status), "\(end)")
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

    /// Strikes the first operation of a run, then the second of another, and so on to the last.
    private func strikeEach(
        on path: String, calls: String? = nil, _ action: String,
        at location: SourceLocation = #_sourceLocation, expect: (Finished) -> Void
    ) async throws {
        try await withSandbox { place in
            var number = 0
            var bought = 0
            while true {
                number += 1
                try #require(number < Self.most, "the operations never end")
                let own = place.sub("n\(number)")
                let wasStruck = try await own.strike(
                    .operation(number, on: path, calls: calls, action), orders: Self.orders,
                    boughtBefore: bought, expect)
                bought += Self.orders
                if !wasStruck { break }
            }
            // Fewer would mean that the blows do not land.
            #expect(number > 5, sourceLocation: location)
            print("\(action) on \(path): \(number - 1) operations struck, one a run")
        }
    }
}

extension Workplace {
    /// A place of its own below this one, with the same sandbox.
    fileprivate func sub(_ name: String) -> Workplace {
        Workplace(folder: "\(folder)/\(name)", baseURL: baseURL)
    }

    /// One run that is struck, and one that is not. False when the blow never landed.
    fileprivate func strike(
        _ blow: Blow, orders: Int, boughtBefore: Int, _ expect: (Finished) -> Void
    ) async throws -> Bool {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/store", withIntermediateDirectories: true)
        let mark = "\(folder)/mark"
        let sheet = try write("fleet.csv", Sheet.single(orders))
        let sentBefore = try await sandbox.truth().purchaseRequests
        var variables = try await FaultShim.variables(blow, mark: mark)
        variables["FAULT_STORE"] = "\(folder)/store"
        let options = ["--request-timeout", "2s", "--settle-after", "300ms"]
        let end = try await run(
            arguments: ["run", sheet, "--yes"] + options, exits: nil, environment: variables)
        guard FileManager.default.fileExists(atPath: mark) else {
            #expect(end.status == 0, "\(end)")
            return false
        }
        expect(end)
        if end.status > 0 { #expect(end.stderr.contains("next: "), "\(blow): \(end)") }
        let sent = try await sandbox.truth().purchaseRequests - sentBefore
        let facts = try LedgerFacts(ledger: ledger)
        #expect(sent <= facts?.attempts ?? 0, "\(blow): an attempt that was sent is not recorded")
        try await run(arguments: ["run", sheet, "--yes"] + options, exits: 0)
        let whole = try await sandbox.truth()
        #expect(
            whole["count"].int == boughtBefore + orders,
            "\(blow): \(whole["count"]) bought, \(boughtBefore + orders) wanted")
        let published = try publishedICCIDs(of: "fleet")
        #expect(published.count == orders && Set(published).count == orders, "\(blow)")
        return true
    }
}
