// Learns what bundles hold, so that a card can say it in words. Never in the way of buying: without
// an answer the words are missing, and a later run asks again.

import Logging
import Orders
import Synchronization

extension BatchRunner {
    /// Takes what the ledger remembers of the batches' bundles into the round.
    func recallBundles(of batches: [BatchName], in round: RunRound) async throws {
        round.bundles.recall(try await ledger.bundles(in: batches))
    }

    /// Asks the catalogue for the round's bundles of which nothing is known. Throws only what the
    /// ledger throws.
    func learnBundles(in round: RunRound) async throws {
        let failures = Atomic(0)
        try await forEachConcurrently(
            round.bundles.unknown, limit: BatchLimits.bundleQuestions
        ) { bundle in
            guard failures.load(ordering: .relaxed) < BatchLimits.bundleFailures else { return }
            do {
                guard let contents = try await api.contents(of: bundle) else { return }
                try await ledger.remember(contents, of: bundle, at: time.now())
                round.bundles.learn(contents, of: bundle)
            } catch let failure as APIFailure {
                failures.wrappingAdd(1, ordering: .relaxed)
                log.info("what \(bundle) holds is not known: \(failure.cause)")
            }
        }
    }

    /// Renders folders again that would show something else now: their words came after them, or
    /// their template is another one.
    func renewFolders(of batches: [RecordedBatch], in round: RunRound) async throws {
        for batch in batches {
            try await forEachConcurrently(
                await outdated(in: batch, round.bundles), limit: BatchLimits.foldersRenewed
            ) { publishable in
                do {
                    try await publisher.publish(publishable)
                } catch let failure as PublishFailure {
                    // The folder stands as it did.
                    log.warning("\(failure.description)")
                }
            }
        }
    }

    /// The published orders whose folders would show something else if they were rendered now.
    func outdated(in batch: RecordedBatch, _ book: BundleBook) async -> [PublishableOrder] {
        var outdated: [PublishableOrder] = []
        for publishable in batch.publishables(in: .published, book)
        where !book.isShown(by: publishable.order.id) {
            if await !publisher.isCurrent(publishable) { outdated.append(publishable) }
        }
        return outdated
    }
}

extension RecordedBatch {
    /// The orders of the sheet that are in a state as a whole, with what is known of their bundles.
    func publishables(in state: OrderState, _ book: BundleBook) -> [PublishableOrder] {
        let wanted = orders.filter { order in order.orders.allSatisfy { $0.state == state } }
        let columns = wanted.isEmpty ? [] : carriedColumns
        return wanted.map { order in
            PublishableOrder(
                batch: name, order: order, archives: [:], bundles: book.contents(for: order),
                columns: columns)
        }
    }
}
