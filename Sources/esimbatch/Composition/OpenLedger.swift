// The ledger that a command works with: watched meanwhile, and put back where somebody takes it
// away.

import ESIMGoAPI
import OrderBatch
import OrderLedger
import Orders
import Synchronization

/// What work with a ledger has come to.
protocol LedgerResult: Sendable {
    /// It was ended before its end.
    var isInterrupted: Bool { get }
    /// What it says of orders; nil for a result of another kind.
    var known: BatchReport? { get }
}

extension BatchReport: LedgerResult {
    var isInterrupted: Bool {
        if case .interrupted = outcome { !isDeclined } else { false }
    }

    var known: BatchReport? { self }
}

extension RevocationReport: LedgerResult {
    var known: BatchReport? { nil }
}

/// The one ledger that a command has open, if it has one.
final class OpenLedger: Sendable {
    private struct State {
        var book: SQLiteLedger?
        var displacement: Displacement?
    }

    private let state = Mutex(State())

    fileprivate func open(_ path: String) throws -> SQLiteLedger {
        let book = try SQLiteLedger(path: path)
        state.withLock { $0.book = book }
        return book
    }

    /// Closes it: its log is then in its file.
    fileprivate func close() {
        state.withLock { state in
            state.book?.close()
            state.book = nil
        }
    }

    /// What became of it if it was taken away; nil otherwise. Whoever asks first has it put back,
    /// and whoever asks meanwhile waits for that.
    func putBack() -> Displacement? {
        state.withLock { state in
            if state.displacement == nil { state.displacement = state.book?.putBack() }
            return state.displacement
        }
    }
}

extension CommandContext {
    /// How often a ledger is looked for that waits with its run.
    private static let watchInterval: Duration = .seconds(1)

    /// Runs `body` with a client of the API and the ledger, as `withLedger` does.
    func withClient<Value: LedgerResult>(
        _ account: AccountSettings, _ settings: LedgerSettings,
        _ body: (ESIMGoClient, SQLiteLedger) async throws -> Value
    ) async throws -> Value {
        try await withLedger(settings) { book in
            try await withClient(account, settings.places) { try await body($0, book) }
        }
    }

    /// Runs `body` with the ledger, under its lock. One that is taken away meanwhile ends it in
    /// order, whatever it waits for, and is put back.
    func withLedger<Value: LedgerResult>(
        _ settings: LedgerSettings, _ body: (SQLiteLedger) async throws -> Value
    ) async throws -> Value {
        let book = try openLedger.open(settings.ledgerPath)
        let result: Result<Value, any Error>
        do {
            result = .success(try await watching(book) { try await body(book) })
        } catch {
            result = .failure(error)
        }
        let displacement = openLedger.putBack()
        openLedger.close()
        guard let displacement else { return try result.get() }
        switch result {
        case .success(let value):
            if displacement.isSafe, !value.isInterrupted || interruption.signal != nil {
                tell(displacement)
                return value
            }
            throw Self.failure(displacement, value.known)
        case .failure(let error):
            let cause = (error as? BatchFailure)?.cause ?? error
            let isCut = isInterruption(error) && interruption.signal == nil
            if isCut || (cause as? LedgerFailure)?.kind == .displaced {
                throw Self.failure(displacement, (error as? BatchFailure)?.known)
            }
            tell(displacement)
            throw error
        }
    }

    /// Runs `body` and ends it in order when the ledger is no longer in its place.
    private func watching<Value: Sendable>(
        _ book: SQLiteLedger, _ body: () async throws -> Value
    ) async throws -> Value {
        async let _: Void = {
            while book.isInItsPlace { try await time.sleep(for: Self.watchInterval) }
            interruption.stop()
        }()
        return try await body()
    }

    /// Says what became of the ledger, beside what else there is to say.
    func tell(_ displacement: Displacement) {
        console.fail(displacement.failure.description, hint: displacement.failure.hint)
    }

    private static func failure(
        _ displacement: Displacement, _ known: BatchReport?
    ) -> any Error {
        guard let known else { return displacement.failure }
        return BatchFailure(cause: displacement.failure, known: known)
    }
}
