// Bounds how many purchases are in flight at once, first come, first served.

import Synchronization

/// A counting semaphore for tasks. A waiter that is cancelled leaves the queue.
final class Slots: Sendable {
    private struct State {
        var free: Int
        var nextTicket = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []
        /// Tickets that were cancelled before they came to wait.
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// A slot that is held.
    final class Slot: Sendable {
        private let slots: Slots
        private let isHeld = Atomic(true)

        fileprivate init(of slots: Slots) { self.slots = slots }

        /// Lets another in; a second time does nothing.
        func release() {
            if isHeld.exchange(false, ordering: .relaxed) { slots.release() }
        }
    }

    /// Runs `body` while holding a slot, which it may give back before its end. Throws
    /// `CancellationError` when cancelled while waiting.
    func withSlot<Value: Sendable>(_ body: (Slot) async throws -> Value) async throws -> Value {
        try await acquire()
        let slot = Slot(of: self)
        defer { slot.release() }
        return try await body(slot)
    }

    /// Tasks that wait for a slot: how a test knows that they do.
    var waiters: Int { state.withLock { $0.waiting.count } }

    private func acquire() async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(ticket) != nil {
                        return .failure(CancellationError())
                    }
                    if state.free > 0 {
                        state.free -= 1
                        return .success(())
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Void, any Error>? in
                guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
                    state.cancelled.insert(ticket)
                    return nil
                }
                return state.waiting.remove(at: index).continuation
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    private func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume()
    }
}
