// A thread that puts folders in place in groups: those that wait while a group is being synced
// share the next sync.

import Orders
import Synchronization

/// Stages, syncs and moves folders, each with its own success or failure.
///
/// A folder of ten files would need a dozen syncs by itself; a group needs two, whatever its size.
/// It runs on a thread of its own, since syncing blocks, and is not cut short by an interruption.
final class PublishingThread: Sendable {
    private struct Work: Sendable {
        let stage: @Sendable () throws -> StagedFolder
        let done: CheckedContinuation<Void, any Error>
    }

    private let thread = BackgroundThread()
    private let state = Mutex<(waiting: [Work], isBusy: Bool)>(([], false))

    /// Returns when the folder that `stage` writes is durable in its place.
    func publish(_ stage: @escaping @Sendable () throws -> StagedFolder) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let starts = state.withLock { state in
                state.waiting.append(Work(stage: stage, done: continuation))
                defer { state.isBusy = true }
                return !state.isBusy
            }
            if starts {
                thread.async {
                    while let group = self.next() { Self.publish(group) }
                }
            }
        }
    }

    private func next() -> [Work]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isBusy = false
                return nil
            }
            let group = Array(state.waiting.prefix(ArtifactLimits.foldersPerSync))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private static func publish(_ group: [Work]) {
        var open = advance(group.map { ($0, ()) }) { work, _ in try work.stage() }
        // The sync covers the whole file system, so one is enough for all that was staged in it.
        let written = sync(Set(open.map(\.1.parent)), DurableFiles.syncFileSystem)
        open = advance(open) { _, folder in
            try written[folder.parent]?.get()
            try folder.moveIntoPlace()
            return folder
        }
        let named = sync(Set(open.map(\.1.parent)), DurableFiles.syncFolder)
        open = advance(open) { _, folder in
            try named[folder.parent]?.get()
            try folder.removeReplaced()
            return folder
        }
        for (work, _) in open { work.done.resume() }
    }

    /// Takes each work one step further; one that fails is done with its failure.
    private static func advance<Before, After>(
        _ works: [(Work, Before)], _ step: (Work, Before) throws -> After
    ) -> [(Work, After)] {
        works.compactMap { work, before in
            do {
                return (work, try step(work, before))
            } catch {
                work.done.resume(throwing: error)
                return nil
            }
        }
    }

    private static func sync(
        _ folders: Set<String>, _ step: (String) throws(PublishFailure) -> Void
    ) -> [String: Result<Void, PublishFailure>] {
        var results: [String: Result<Void, PublishFailure>] = [:]
        for folder in folders {
            do throws(PublishFailure) {
                try step(folder)
                results[folder] = .success(())
            } catch {
                results[folder] = .failure(error)
            }
        }
        return results
    }
}
