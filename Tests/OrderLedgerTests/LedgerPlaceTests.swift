// A ledger whose file is taken away while a run has it open.

import Foundation
import OrderTestKit
import Orders
import Testing

@testable import OrderLedger

struct LedgerPlaceTests {
    /// What takes the file out of its place.
    enum Removal: CaseIterable {
        case file, folder
    }

    @Test(arguments: Removal.allCases)
    func `nothing more is begun, what is under way is kept, and all of it is put back`(
        _ removal: Removal
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/state/ledger.sqlite"
            try await withRunningLedger(at: path) { ledger, attempt in
                #expect(try ledger.putBack() == nil)
                let gone = removal == .file ? path : "\(folder)/state"
                try FileManager.default.removeItem(atPath: gone)
                let next = try await ledger.order(1).id
                let failure = await expectFailure(.storage) { _ = try await ledger.begin(next) }
                #expect(failure?.cause.contains(path) == true)
                let answer = PlacementAnswer(outcome: .placed(.sample(1)))
                try await ledger.finishAttempt(attempt, with: answer, at: .noon)
                #expect(try ledger.putBack() == path)
            }
            try await expectWhole(at: path)
            #expect(!FileManager.default.fileExists(atPath: "\(path)-wal"))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `another file in its place is left there, and the ledger is kept beside it`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            let other = "\(folder)/other.sqlite"
            _ = try SQLiteLedger(path: other)
            // A copy that an earlier run left is not written over.
            try Data([1]).write(to: URL(filePath: "\(path).kept-1"))
            try await withRunningLedger(at: path) { ledger, attempt in
                try FileManager.default.removeItem(atPath: path)
                try FileManager.default.moveItem(atPath: other, toPath: path)
                let next = try await ledger.order(1).id
                await expectFailure(.storage) { _ = try await ledger.begin(next) }
                let answer = PlacementAnswer(outcome: .placed(.sample(1)))
                try await ledger.finishAttempt(attempt, with: answer, at: .noon)
                let failure = await expectFailure(.outdated) { _ = try ledger.putBack() }
                #expect(failure?.hint.contains("\(path).kept-2") == true)
            }
            // The log of the one is not taken for the other's.
            #expect(try await SQLiteLedger(path: path).batches().isEmpty)
            try await expectWhole(at: "\(path).kept-2")
            #expect(try Data(contentsOf: URL(filePath: "\(path).kept-1")) == Data([1]))
        }
    }

    /// Two orders, one of them sent.
    private func withRunningLedger(
        at path: String, _ body: (SQLiteLedger, AttemptID) async throws -> Void
    ) async throws {
        let ledger = try SQLiteLedger(path: path)
        try await ledger.admitSample([.sample(), .sample()])
        try await body(ledger, try await ledger.begin(try await ledger.order().id))
    }

    private func expectWhole(at path: String) async throws {
        let ledger = try SQLiteLedger(path: path)
        #expect(try await ledger.order(0).state == .placed)
        #expect(try await ledger.order(0).reference == .sample(1))
        #expect(try await ledger.order(1).state == .ready)
        #expect(try await ledger.value("PRAGMA integrity_check", as: String.self) == "ok")
        #expect(try await ledger.value("PRAGMA user_version", as: Int.self) == Schema.version)
    }
}
