// The account behind its lock: time and the file join the pure state here.

import Synchronization

/// The one place where the account changes. A change is decided by the state, made durable, and
/// only then applied; all under one lock, so that two purchases cannot spend the same money.
final class SandboxAccount: Sendable {
    private struct Guarded: Sendable {
        var state: SandboxState
        var settings: SandboxSettings
        var windows = RateWindows()
        var requests: [String: Int] = [:]
        var assignmentSequence: UInt64 = 0
        var revocationSequence: UInt64 = 0
    }

    private let guarded: Mutex<Guarded>
    private let file: StateFile?
    private let clock: @Sendable () -> Int64

    init(_ options: SandboxOptions) throws(SandboxError) {
        var state = SandboxState(catalogue: try Self.catalogue(options.catalogueFile))
        var events: [SandboxEvent] = []
        if let path = options.stateFile {
            let (opened, recorded) = try StateFile.open(path)
            file = opened
            events = recorded
        } else {
            file = nil
        }
        if events.isEmpty {
            guard let balance = Amount(options.balance), balance >= .zero else {
                throw .badOption(
                    name: "balance", value: options.balance, expected: "an amount such as 500.00")
            }
            guard options.currency.wholeMatch(of: /[A-Z]{3}/) != nil else {
                throw .badOption(
                    name: "currency", value: options.currency,
                    expected: "three capital letters such as USD")
            }
            let seed = options.seed ?? UInt64.random(in: 0...UInt64(Int64.max))
            let event = SandboxEvent.opened(
                seed: seed, balance: balance, currency: options.currency)
            try file?.append(event)
            events = [event]
        }
        for event in events { state.apply(event) }
        guarded = Mutex(Guarded(state: state, settings: options.settings))
        clock = options.now
    }

    private static func catalogue(_ path: String?) throws(SandboxError) -> Catalogue {
        guard let path else { return BuiltInCatalogue.catalogue }
        let content = try SystemFile.read(path: path, limit: SandboxLimits.catalogueBytes)
        return try Catalogue(reading: content, path: path)
    }

    var now: Instant { Instant(nanoseconds: clock()) }

    var settings: SandboxSettings { guarded.withLock { $0.settings } }

    /// Reads the state and the settings at one moment.
    func read<Result: Sendable>(
        _ body: @Sendable (SandboxState, SandboxSettings, Instant) throws -> Result
    ) rethrows -> Result {
        let now = now
        return try guarded.withLock { try body($0.state, $0.settings, now) }
    }

    /// Changes the settings by a JSON object of strings.
    func change(_ json: JSON) throws -> SandboxSettings {
        try guarded.withLock { guarded in
            guarded.settings = try guarded.settings.changed(by: json)
            return guarded.settings
        }
    }

    /// Counts a request under its route's name.
    func count(_ route: String) {
        guarded.withLock { $0.requests[route, default: 0] += 1 }
    }

    var requests: [String: Int] { guarded.withLock { $0.requests } }

    /// Asks the rate limiter.
    func admit(_ client: String, cost: Int) -> RateWindows.Verdict {
        let now = now
        return guarded.withLock { guarded in
            guarded.windows.admit(client, cost: cost, rate: guarded.settings.rate, at: now)
        }
    }

    /// Numbers a purchase that a client tries, and draws its faults. What strikes before buying
    /// uses the number up durably: after a restart the next try is another draw.
    func beginPurchase() throws -> (sequence: UInt64, faults: Set<FaultKind>) {
        try guarded.withLock { guarded in
            let sequence = guarded.state.purchaseSequence + 1
            let faults = guarded.settings.faults.striking(purchase: sequence)
            if faults.contains(where: \.strikesBeforeBuying) {
                try record(.struck(sequence: sequence), in: &guarded.state)
            } else {
                guarded.state.use(sequence)
            }
            return (sequence, faults)
        }
    }

    /// Numbers a question for assignments and draws its faults.
    func beginAssignments() -> Set<FaultKind> {
        guarded.withLock { guarded in
            guarded.assignmentSequence += 1
            return guarded.settings.faults.striking(assignments: guarded.assignmentSequence)
        }
    }

    /// Numbers a revocation and draws its faults.
    func beginRevocation() -> Set<FaultKind> {
        guarded.withLock { guarded in
            guarded.revocationSequence += 1
            return guarded.settings.faults.striking(revocation: guarded.revocationSequence)
        }
    }

    /// Decides on a change, makes it durable and applies it.
    /// - Throws: the decision's `Refusal`, or `SandboxError` when the file cannot be written; then
    ///   nothing has changed.
    func change<Result: Sendable>(
        _ decide: @Sendable (SandboxState, Instant) throws(Refusal) -> SandboxEvent,
        answer: @Sendable (SandboxState, SandboxSettings) -> Result
    ) throws -> Result {
        let now = now
        return try guarded.withLock { guarded in
            try record(try decide(guarded.state, now), in: &guarded.state)
            return answer(guarded.state, guarded.settings)
        }
    }

    // The sync happens under the lock on purpose: a later purchase must not be answered before an
    // earlier one is durable, as its running balance tells of it.
    private func record(_ event: SandboxEvent, in state: inout SandboxState) throws {
        try file?.append(event)
        state.apply(event)
    }
}
