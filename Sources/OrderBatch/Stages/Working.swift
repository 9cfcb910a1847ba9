// Works admitted orders through to their folders, round by round, until nothing more can be done
// now.

import Logging
import Orders
import Synchronization

extension BatchRunner {
    /// Places, collects, publishes and reconciles. The ledger is the queue: a first run and a
    /// resumed one are the same code.
    func workThrough(_ batches: [BatchName], in round: RunRound) async throws {
        var inVain = 0
        var isFirst = true
        // The last turn, after a round too many in vain, only collects what those before it found.
        while inVain <= BatchLimits.roundsInVain {
            let jobs = try await openJobs(of: batches, in: round)
            progress.update { snapshot in
                snapshot.phase = .buying
                if isFirst { snapshot.all = jobs.filter { $0.order.state != .assigned }.count }
            }
            isFirst = false
            if jobs.isEmpty { break }
            let bought = round.tally.bought
            let remaining = Remaining(jobs)
            try await forEachConcurrently(
                jobs, limit: settings.concurrency + Limits.ordersAwaited
            ) { job in
                try await advance(job, remaining: remaining, in: round)
            }
            guard try await hasReconciled(in: round) else { break }
            round.brake.releaseUnknowns()
            // One question is cheaper than reading a large batch to find that all of it is done.
            let open = try await ledger.batches(withOrdersIn: [.ready, .placed, .assigned])
            if Set(open).isDisjoint(with: batches) { break }
            inVain = round.tally.bought > bought ? 0 : inVain + 1
            if inVain == BatchLimits.roundsInVain {
                round.brake.pull(.vain("\(inVain) times in a row nothing could be bought"))
            }
        }
    }

    /// False when the provider's list cannot be had: what is unconfirmed then stays so, and nothing
    /// more is bought in this run.
    private func hasReconciled(in round: RunRound) async throws -> Bool {
        do {
            try await reconcileUnconfirmed(in: round)
            return true
        } catch let failure as APIFailure where failure.kind != .cancelled {
            log.error("\(failure.description)")
            round.brake.pull(
                failure.kind == .credentials
                    ? .credentials(failure.cause) : .vain(failure.cause))
            return false
        }
    }

    /// What can be moved on now: bought, collected or published.
    private func openJobs(of batches: [BatchName], in round: RunRound) async throws -> [Job] {
        var jobs: [Job] = []
        for name in batches {
            guard let batch = try await batchWithFolders(name) else { continue }
            let columns = batch.carriedColumns
            for owner in batch.orders {
                for order in owner.orders where !round.tally.hasGivenUp(order.id) {
                    let isOpen =
                        switch order.state {
                        case .ready: owner.isInSheet && !round.brake.isPulled
                        case .placed, .assigned: true
                        case .placing, .unconfirmed, .refused, .failed, .published: false
                        }
                    if isOpen {
                        jobs.append(Job(batch: name, columns: columns, owner: owner, order: order))
                    }
                }
            }
        }
        let open = Set(jobs.map(\.order.id))
        return jobs.filter { !$0.isWaiting(forSiblingsBeside: open) }
    }

    /// The batch, with published orders whose folder a person has removed to be rendered again.
    func batchWithFolders(_ name: BatchName) async throws -> RecordedBatch? {
        guard let batch = try await ledger.batch(name) else { return nil }
        var hasChanged = false
        for owner in batch.orders
        where owner.isInSheet && owner.isPublished {
            guard await publisher.isPublished(owner, in: name) == false else { continue }
            try await ledger.recordUnpublished(owner.id, at: time.now())
            hasChanged = true
        }
        return hasChanged ? try await ledger.batch(name) : batch
    }

    /// Takes one API order as far as it goes.
    private func advance(_ job: Job, remaining: Remaining, in round: RunRound) async throws {
        guard job.order.state == .ready else {
            return try await deliver(job, [], remaining: remaining, in: round)
        }
        let placed = try await place(job.order, in: round)
        async let balance: Void = remaining.wasLastPurchase() ? readBalanceEarly(in: round) : ()
        if let placed {
            var job = job
            job.order.reference = placed.reference
            job.order.total = placed.total
            try await deliver(job, placed.esims, remaining: remaining, in: round)
        }
        await balance
    }

    /// Collects what a bought order brings; the last of a sheet order's parts publishes it.
    private func deliver(
        _ job: Job, _ inline: [DeliveredESIM], remaining: Remaining, in round: RunRound
    ) async throws {
        let order = job.order
        if order.state != .assigned {
            guard let reference = order.reference else {
                preconditionFailure("a placed order has a reference")
            }
            guard
                try await collect(order, reference: reference, inline: inline, in: round)
            else { return }
        }
        guard remaining.finish(order.id, of: job.owner.id) else { return }
        do {
            try await fetchAndPublish(
                job.owner.id, of: job.batch, columns: job.columns, in: round)
        } catch let failure as PublishFailure {
            log.error("\(failure.description)\n  next: \(failure.hint)")
            for part in job.owner.orders {
                try await ledger.note(part.id, reason: failure.description, at: time.now())
                round.tally.giveUp(part.id)
            }
        }
    }
}

/// One API order to be moved on.
private struct Job: Sendable {
    let batch: BatchName
    /// The batch's carried columns.
    let columns: [String]
    let owner: RecordedSheetOrder
    var order: RecordedOrder

    /// Assigned, but its folder cannot be rendered now because another part is not there yet and is
    /// not among those to be moved on either.
    func isWaiting(forSiblingsBeside open: Set<OrderID>) -> Bool {
        order.state == .assigned
            && owner.orders.contains { part in
                ![.assigned, .published].contains(part.state) && !open.contains(part.id)
            }
    }
}

/// Which parts of each sheet order are not assigned yet, and how many purchases are to come.
private final class Remaining: Sendable {
    private let open: Mutex<[SheetOrderID: Set<OrderID>]>
    private let purchases: Atomic<Int>

    init(_ jobs: [Job]) {
        var open: [SheetOrderID: Set<OrderID>] = [:]
        for job in jobs where open[job.owner.id] == nil {
            open[job.owner.id] = Set(
                job.owner.orders.filter { $0.state != .published }.map(\.id))
        }
        self.open = Mutex(open)
        purchases = Atomic(jobs.count { $0.order.state == .ready })
    }

    /// To be called after each purchase; true for the last.
    func wasLastPurchase() -> Bool {
        purchases.wrappingSubtract(1, ordering: .relaxed).newValue == 0
    }

    /// True for the part that was the last.
    func finish(_ order: OrderID, of owner: SheetOrderID) -> Bool {
        open.withLock { open in
            open[owner]?.remove(order)
            return open[owner]?.isEmpty ?? false
        }
    }
}
