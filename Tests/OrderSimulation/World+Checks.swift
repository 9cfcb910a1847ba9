// What must hold in every world: after each process, and at the end of all of them.

import OrderBatch
import OrderLedger
import OrderTestKit
import Orders

extension World {
    /// The ledger's sheet orders.
    func recorded() -> [RecordedSheetOrder] {
        betweenRuns { [ledger] in try await ledger.batch(Self.batch)?.orders ?? [] } ?? []
    }

    /// Between two processes: nothing is bought twice, nothing the provider saw is unknown to us.
    func checkAtRest(after end: End) {
        let orders = recorded().flatMap(\.orders)
        let placing = orders.count { $0.state == .placing }
        if placing > settings.concurrency {
            violate("\(placing) attempts are open with \(settings.concurrency) in flight")
        }
        if placing > 0, case .reported = end {
            violate("a run ended by itself and left \(placing) attempts open")
        }
        checkNothingTwice(orders)
        checkAttempts()
    }

    /// Never more real orders of a payload than the sheet asks for.
    private func checkNothingTwice(_ orders: [RecordedOrder]) {
        let admitted = counts(orders.map(\.planned.fingerprint))
        let bought = counts(
            provider.booked.filter { $0.isOurs && !$0.isFailed }.map(\.fingerprint))
        for (fingerprint, count) in bought where count > admitted[fingerprint, default: 0] {
            violate(
                "BOUGHT TWICE: \(fingerprint) \(count) times, admitted "
                    + "\(admitted[fingerprint, default: 0]) times")
            traceHistory(of: fingerprint)
        }
        let references = orders.compactMap(\.reference)
        if Set(references).count != references.count {
            violate("one reference stands on two orders")
        }
    }

    /// For a person who looks into a seed: what the provider booked for a payload, who owns it,
    /// and what the ledger wrote about that.
    private func traceHistory(of fingerprint: Fingerprint) {
        let booked = provider.booked.filter { $0.fingerprint == fingerprint }
        for order in booked {
            trace(
                "  booked \(order.reference.text) at \(order.created), listed from "
                    + "\(order.listedFrom), for \(order.total), ours \(order.isOurs), failed "
                    + "\(order.isFailed)")
        }
        let references = Set(booked.map(\.reference))
        for owner in recorded() {
            for order in owner.orders {
                guard
                    order.planned.fingerprint == fingerprint
                        || order.reference.map(references.contains) ?? false
                else { continue }
                trace("  \(order.planned.fingerprint) is \(order.state.rawValue)")
                let events = betweenRuns { [ledger] in try await ledger.events(of: owner.id) }
                for event in events ?? [] where event.part == order.part {
                    trace("    \(event.at) \(event.kind) \(event.detail)")
                }
            }
        }
    }

    /// Every request that reached the provider has an attempt in the ledger.
    private func checkAttempts() {
        var attempts: [Fingerprint: Int] = [:]
        for owner in recorded() {
            let parts = Dictionary(
                uniqueKeysWithValues: owner.orders.map { ($0.part, $0.planned.fingerprint) })
            let events = betweenRuns { [ledger] in try await ledger.events(of: owner.id) } ?? []
            for event in events where event.kind == OrderEvent.attemptRecorded.rawValue {
                if let part = event.part, let fingerprint = parts[part] {
                    attempts[fingerprint, default: 0] += 1
                }
            }
        }
        for (fingerprint, count) in provider.requests
        where count > attempts[fingerprint, default: 0] {
            violate(
                "UNRECORDED: the provider saw \(count) requests for \(fingerprint), and the "
                    + "ledger knows \(attempts[fingerprint, default: 0]) attempts")
        }
    }

    /// A run that calls itself complete has published everything, and nothing of ours is nobody's.
    func checkCompleteness(of report: BatchReport) {
        if report.orders.contains(where: { $0.state != .published }) {
            violate("a run is called complete, and not all is published")
        }
        _ = checkLost("LOST SILENTLY")
    }

    /// An order of somebody else's that a row of ours owns.
    private struct Adoption {
        let row: RecordedOrder
        let stranger: BookedOrder
    }

    private var adoptions: [Adoption] {
        let strangers = Dictionary(
            uniqueKeysWithValues: provider.booked.filter { !$0.isOurs }.map { ($0.reference, $0) })
        return recorded().flatMap(\.orders).compactMap { row in
            row.reference.flatMap { strangers[$0] }.map { Adoption(row: row, stranger: $0) }
        }
    }

    /// Only what nothing in the list tells from ours may be taken for ours.
    private func checkAdoptions() {
        for one in adoptions {
            let (wanted, got) = (one.row.planned.items, one.stranger.items)
            let isAlike =
                provider.namesESIMs
                ? Fingerprint(wanted) == Fingerprint(got)
                : quantities(of: wanted) == quantities(of: got)
            if !isAlike || one.stranger.sourceIP != nil {
                violate(
                    "TOOK A STRANGER'S: \(one.stranger.fingerprint) for "
                        + "\(one.row.planned.fingerprint)")
                traceHistory(of: one.row.planned.fingerprint)
            }
        }
    }

    private func quantities(of items: [OrderItem]) -> [BundleName: Int] {
        Dictionary(items.map { ($0.bundle, $0.quantity) }, uniquingKeysWith: +)
    }

    /// What was bought for us and is nobody's: no more of a payload than a stranger's took the
    /// place of, which is the documented hole.
    private func checkLost(_ words: String) -> [BookedOrder] {
        let lost = unowned(provider.booked.filter { $0.isOurs && !$0.isFailed })
        let taken = counts(adoptions.map(\.row.planned.fingerprint))
        for (fingerprint, count) in counts(lost.map(\.fingerprint))
        where count > taken[fingerprint, default: 0] {
            violate("\(words): \(count) of \(fingerprint)")
            traceHistory(of: fingerprint)
        }
        return lost
    }

    func checkAtTheEnd() {
        let owners = recorded()
        let orders = owners.flatMap(\.orders)
        result.orders = orders.count
        note(owners)
        let open = orders.filter { $0.state != .published }
        if !open.isEmpty {
            let states = counts(open.map(\.state.rawValue))
            let reasons = Set(open.compactMap(\.reason)).sorted().joined(separator: " | ")
            violate("not everything is published in the end: \(states) \(reasons)")
            for fingerprint in Set(open.map(\.planned.fingerprint)) {
                traceHistory(of: fingerprint)
            }
        }
        let lost = checkLost("BOUGHT AND LOST")
        result.lookAlikes += lost.count
        checkAdoptions()
        let nobodys = Set(lost.map(\.reference))
        let owned = provider.booked.filter {
            $0.isOurs && !$0.isFailed && !nobodys.contains($0.reference)
        }
        checkSums(owned + adoptions.map(\.stranger), orders)
        checkFolders(owners, owned)
    }

    private func checkSums(_ ours: [BookedOrder], _ orders: [RecordedOrder]) {
        let really = ours.map(\.total).reduce(.usd(0), +)
        let known = orders.map(\.cost).reduce(.usd(0), +)
        if really != known { violate("bought for \(really), and the ledger says \(known)") }
        if ours.count != orders.count {
            violate("\(ours.count) orders were bought, and the ledger has \(orders.count)")
        }
    }

    /// Every eSIM stands in exactly one folder, and every folder is the ledger's.
    private func checkFolders(_ owners: [RecordedSheetOrder], _ bought: [BookedOrder]) {
        let folders = publisher.folders
        let inFolders = folders.values.flatMap(\.order.orders).flatMap(\.esims)
            .filter { !$0.existing }.map(\.esim)
        let inLedger = owners.flatMap(\.orders).flatMap(\.esims).filter { !$0.existing }
            .map(\.esim)
        if Set(inFolders).count != inFolders.count { violate("an eSIM stands in two folders") }
        if Set(inFolders) != Set(inLedger) { violate("folders and ledger do not agree") }
        if folders.count != owners.count {
            violate("\(folders.count) folders for \(owners.count) orders")
        }
        let sold = bought.flatMap { order in
            order.items.allSatisfy(\.iccids.isEmpty) ? order.esims : []
        }
        if !Set(sold.map(\.esim)).isSubset(of: Set(inFolders)) {
            violate("an eSIM that was bought stands in no folder")
        }
    }

    private func note(_ owners: [RecordedSheetOrder]) {
        for owner in owners {
            let events = betweenRuns { [ledger] in try await ledger.events(of: owner.id) } ?? []
            result.adopted += events.count { $0.kind == OrderEvent.adopted.rawValue }
            result.replaced += events.count { $0.kind == OrderEvent.absent.rawValue }
        }
    }

    private func counts<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// Runs something on the simulation's own thread, outside every process.
    @discardableResult
    func betweenRuns<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) -> Value? {
        let ending = Ending<Value>()
        _ = ending.start(on: executor, body)
        while executor.runOne() {}
        switch ending.value {
        case .success(let value): return value
        case .failure(let error): violate("between two runs: \(error)")
        case nil: violate("between two runs: it never ends")
        }
        return nil
    }
}
