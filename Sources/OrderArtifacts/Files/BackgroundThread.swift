// A thread that gives way: what it does is long, and what it would delay is a purchase.

import Dispatch
import Glibc
import Synchronization

/// Runs work one piece after another on a thread of its own, below the priority of everything else
/// in the program. It ends when nobody holds it any more and its work is done.
final class BackgroundThread: Sendable {
    private typealias Work = @Sendable () -> Void

    /// What the thread and its owner share; the thread outlives its owner by the last work.
    private final class Queue: Sendable {
        private let waiting = Mutex<[Work]>([])
        /// One signal for each work, and one for the end.
        private let filled = DispatchSemaphore(value: 0)

        func add(_ work: @escaping Work) {
            waiting.withLock { $0.append(work) }
            filled.signal()
        }

        func close() { filled.signal() }

        func runAll() {
            while true {
                filled.wait()
                let work = waiting.withLock { waiting in
                    waiting.isEmpty ? nil : waiting.removeFirst()
                }
                guard let work else { return }
                work()
            }
        }
    }

    private let queue = Queue()

    init() {
        var thread = pthread_t()
        let held = unsafe Unmanaged.passRetained(queue)
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                // For this thread alone: on Linux a thread's number is taken for a process.
                _ = setpriority(
                    CInt(PRIO_PROCESS.rawValue), 0, ArtifactLimits.backgroundNiceness)
                if let context = unsafe context {
                    unsafe Unmanaged<Queue>.fromOpaque(context).takeRetainedValue().runAll()
                }
                return nil
            }, held.toOpaque())
        precondition(code == 0, "a thread could not be started: \(code)")
        pthread_detach(thread)
    }

    deinit { queue.close() }

    func async(_ work: @escaping @Sendable () -> Void) { queue.add(work) }
}
