// What a run knows of its bundles, and which folders show all of it.

import Orders
import Synchronization

/// What is known of a run's bundles, shared by its tasks.
final class BundleBook: Sendable {
    private struct State {
        var contents: [BundleName: BundleContents?] = [:]
        var shown: Set<SheetOrderID> = []
    }

    private let state = Mutex(State())

    /// Takes in what the ledger remembers; nil for a bundle that nothing is known of.
    func recall(_ contents: [BundleName: BundleContents?]) {
        state.withLock { $0.contents.merge(contents) { _, new in new } }
    }

    func learn(_ contents: BundleContents, of bundle: BundleName) {
        state.withLock { _ = $0.contents.updateValue(contents, forKey: bundle) }
    }

    /// The bundles that nothing is known of, by name.
    var unknown: [BundleName] {
        state.withLock { state in
            state.contents.filter { $0.value == nil }.keys.sorted { $0.text < $1.text }
        }
    }

    func contents(for order: RecordedSheetOrder) -> [BundleName: BundleContents] {
        state.withLock { state in
            var found: [BundleName: BundleContents] = [:]
            for line in order.lines {
                if let contents = state.contents[line.content.bundle] ?? nil {
                    found[line.content.bundle] = contents
                }
            }
            return found
        }
    }

    /// The order's folder was rendered in this run.
    ///
    /// - Parameter bundles: what was known then; with all of its bundles, nothing can be added.
    func noteRendered(_ order: RecordedSheetOrder, with bundles: [BundleName: BundleContents]) {
        guard order.lines.allSatisfy({ bundles[$0.content.bundle] != nil }) else { return }
        state.withLock { _ = $0.shown.insert(order.id) }
    }

    func isShown(by order: SheetOrderID) -> Bool {
        state.withLock { $0.shown.contains(order) }
    }
}
