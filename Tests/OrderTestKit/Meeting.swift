// Makes tasks wait for each other, so that a test can have exactly so many in flight at once.

import Synchronization

/// Lets tasks go on in groups: each waits until its group is complete.
package final class Meeting: Sendable {
    private let size: Int
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    package init(of size: Int) {
        self.size = size
    }

    package func join() async {
        await withCheckedContinuation { continuation in
            let complete = waiting.withLock { waiting in
                waiting.append(continuation)
                guard waiting.count == size else { return [CheckedContinuation<Void, Never>]() }
                defer { waiting = [] }
                return waiting
            }
            for member in complete { member.resume() }
        }
    }
}
