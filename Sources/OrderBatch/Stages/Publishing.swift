// Renders an order's folder from the ledger.

import Logging
import Orders

extension BatchRunner {
    /// Publishes a sheet order all of whose eSIMs are in the ledger, with the API's own ZIPs where
    /// it gives them. `columns` are the batch's carried ones.
    func fetchAndPublish(
        _ id: SheetOrderID, of batch: BatchName, columns: [String], in round: RunRound
    ) async throws {
        let order = try await ledger.sheetOrder(id)
        var archives: [OrderReference: [UInt8]] = [:]
        for reference in order.orders.compactMap(\.reference) {
            do {
                archives[reference] = try await api.archive(of: reference)
            } catch let failure as APIFailure {
                if failure.kind == .cancelled { throw CancellationError() }
                // The ZIP is a convenience: what it holds is in the ledger, and one is built.
                log.info("the provider's ZIP of \(reference) could not be had: \(failure.cause)")
            }
        }
        let bundles = round.bundles.contents(for: order)
        try await publish(
            PublishableOrder(
                batch: batch, order: order, archives: archives, bundles: bundles,
                columns: columns))
        round.bundles.noteRendered(order, with: bundles)
    }

    func publish(_ publishable: PublishableOrder) async throws {
        try await publisher.publish(publishable)
        try await ledger.recordPublished(publishable.order.id, at: time.now())
    }
}
