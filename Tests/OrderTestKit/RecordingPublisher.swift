// Result folders in memory: what would have been written, and a way to fail.

package import Orders
import Synchronization

/// An `OrderPublisher` that remembers what it was given.
package final class RecordingPublisher: OrderPublisher {
    private struct State {
        var folders: [String: PublishableOrder] = [:]
        var renderings: [String: Int] = [:]
        var prepared: [BatchName] = []
        var summaries: [BatchReport] = []
        var pages: [BatchReport] = []
        var failure: PublishFailure?
        /// Batches with a summary of all that was published.
        var summarised: Set<BatchName> = []
    }

    private let state = Mutex(State())

    package init() {}

    /// The folders that stand, as `BATCH/FOLDER`.
    package var folders: [String: PublishableOrder] { state.withLock { $0.folders } }
    package var prepared: [BatchName] { state.withLock { $0.prepared } }
    package var summaries: [BatchReport] { state.withLock { $0.summaries } }
    /// The reports of pages that were rendered without a run.
    package var pages: [BatchReport] { state.withLock { $0.pages } }

    /// How often a folder was rendered.
    package func renderings(of folder: String) -> Int {
        state.withLock { $0.renderings[folder] ?? 0 }
    }

    /// From now on nothing can be written; nil for all is well again.
    package func fail(with failure: PublishFailure?) {
        state.withLock { $0.failure = failure }
    }

    /// A person removes a folder.
    package func remove(_ folder: String) {
        state.withLock { $0.folders[folder] = nil }
    }

    package func prepare(_ batch: BatchName) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.prepared.append(batch)
        }
    }

    package func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool {
        state.withLock { $0.folders["\(batch)/\(order.folder)"] != nil }
    }

    /// A folder is current when it was given the same eSIMs and bundles.
    package func isCurrent(_ order: PublishableOrder) async -> Bool {
        state.withLock { state in
            let standing = state.folders["\(order.batch)/\(order.order.folder)"]
            return standing?.bundles == order.bundles
        }
    }

    /// A place is held when a folder stands there.
    package func holder(of folder: String, in batch: BatchName) async -> String? {
        state.withLock { $0.folders["\(batch)/\(folder)"]?.order.title }
    }

    package func publish(_ order: PublishableOrder) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            let folder = "\(order.batch)/\(order.order.folder)"
            state.folders[folder] = order
            state.summarised.remove(order.batch)
            state.renderings[folder, default: 0] += 1
        }
    }

    package func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.summaries.append(report)
            state.summarised.insert(batch.name)
        }
    }

    package func lacksSummary(of batch: BatchName, since published: Timestamp) async -> Bool {
        state.withLock { !$0.summarised.contains(batch) }
    }

    package func showPage(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.pages.append(report)
        }
    }
}

extension PublishableOrder {
    /// The folder's eSIMs as rows: the sheet line's number and the ICCID, in sheet-line order.
    package var rows: [(line: Int, iccid: ICCID)] {
        let dealt = order.orders.flatMap(\.esims)
        return order.lines.enumerated().flatMap { index, line in
            dealt.filter { $0.line == index }.map { (line.number, $0.esim.iccid) }
        }
    }
}
