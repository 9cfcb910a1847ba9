// The SHA-256 of a large file, taken while the file is read.

import Crypto
import Dispatch
import Orders
import Synchronization

/// Hashes a file's bytes in their order, on a thread of its own: it takes as long as a good part of
/// reading the lines, and neither needs the other.
struct SheetDigest: Sendable {
    private final class State: Sendable {
        let hash = Mutex(SHA256())
    }

    private let state = State()
    private let queue = DispatchQueue(label: "esimbatch.digest")

    /// Begins to hash a part of the bytes. Whoever wants to change these waits first: until it is
    /// done there are two owners, and a change would copy them.
    func add(_ part: Range<Int>, of bytes: [UInt8]) {
        guard !part.isEmpty else { return }
        queue.async { [state] in
            state.hash.withLock { hash in
                unsafe bytes.withUnsafeBytes {
                    unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[part]))
                }
            }
        }
    }

    /// Returns when all that was added is hashed.
    func wait() { queue.sync {} }

    /// Of all bytes, in lower case.
    var text: String {
        queue.sync { state.hash.withLock { $0.finalize().hexadecimal } }
    }
}
