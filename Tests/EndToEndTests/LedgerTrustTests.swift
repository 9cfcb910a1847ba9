// 9: a ledger that cannot be trusted stops everything that would buy.

import Foundation
import Testing

@Suite struct LedgerTrustTests {
    @Test func `9 for a ledger that was restored from a backup`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet)
            try place.copyState(to: "backup")
            try place.write("fleet.csv", Sheet.single(2))
            try await place.buy(sheet)
            try place.restoreState(from: "backup")
            let result = try await place.buy(sheet, exits: 9)
            #expect(result["outcome"] == "ledger-untrusted")
            #expect(try await place.sandbox.truth()["count"] == 2)
            // A person may know better; then the list's order is somebody else's, for good.
            try await place.buy(sheet, "--trust-ledger")
            #expect(try await place.sandbox.truth()["count"] == 3)
        }
    }

    @Test func `somebody else's order from elsewhere is no sign of an old ledger`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet)
            try await place.sandbox.buyForSomebodyElse(Sheet.british, from: "203.0.113.9")
            try place.write("fleet.csv", Sheet.single(2))
            try await place.buy(sheet)
            #expect(try await place.sandbox.truth()["count"] == 3)
        }
    }

    /// A run that went on would leave the next one a ledger that knows of nothing.
    @Test func `9 for a ledger that is removed in mid-run, and it is put back`() async throws {
        try await withSandbox("--latency", "150ms") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(12))
            let cut = try await place.buy(
                sheet, "--concurrency", "2", "--pace=1s", exits: 9
            ) { _ in
                try await place.sandbox.waitUntilBought(3)
                try FileManager.default.removeItem(atPath: place.ledger)
            }
            #expect(cut["outcome"] == "ledger-untrusted")
            let again = try await place.buy(sheet)
            #expect(again["outcome"] == "complete")
            try await place.expectAllOnce(12)
        }
    }

    /// The file's header, and the head of each of the first tables' pages.
    @Test(arguments: [0, 4_096])
    func `9 for a damaged ledger`(_ offset: Int) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            try await place.buy(sheet)
            // What still stands in the log would take the place of the damaged page.
            try await Tools.sqlite(place.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
            try place.damageLedger(at: offset)
            try place.write("fleet.csv", Sheet.single(4))
            let result = try await place.buy(sheet, exits: 9)
            #expect(result["outcome"] == "ledger-untrusted")
            try await place.run("resume", exits: 9)
            #expect(try await place.sandbox.truth()["count"] == 3)
        }
    }

    @Test(arguments: [
        "UPDATE account SET name = 'Somebody Else Ltd'", "PRAGMA user_version = 99",
    ])
    func `9 for another account's ledger, and for a newer program's`(
        _ statement: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet)
            try await Tools.sqlite(place.ledger, statement)
            try place.write("fleet.csv", Sheet.single(2))
            let result = try await place.buy(sheet, exits: 9)
            #expect(result["outcome"] == "ledger-untrusted")
            #expect(try await place.sandbox.truth()["count"] == 1)
        }
    }

    @Test func `9 for a file that is no ledger`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let file = try place.write(
                "letter.txt", String(repeating: "Dear Sir or Madam, ", count: 99))
            try await place.buy(sheet, "--ledger", file, exits: 9)
            try await place.run("status", "--ledger", file, exits: 9)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }
}

extension Workplace {
    fileprivate func copyState(to name: String) throws {
        try FileManager.default.copyItem(
            atPath: "\(folder)/state", toPath: "\(folder)/\(name)")
    }

    fileprivate func restoreState(from name: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/state")
        try FileManager.default.moveItem(
            atPath: "\(folder)/\(name)", toPath: "\(folder)/state")
    }

    /// Overwrites half a kilobyte of the ledger, and takes its log away.
    fileprivate func damageLedger(at offset: Int) throws {
        try? FileManager.default.removeItem(atPath: ledger + "-wal")
        try? FileManager.default.removeItem(atPath: ledger + "-shm")
        let file = try #require(FileHandle(forUpdatingAtPath: ledger))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 512))
        try file.close()
    }
}
