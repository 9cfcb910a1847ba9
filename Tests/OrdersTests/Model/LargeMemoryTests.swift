// Arrays that grow in memory that is made ready for them.

import Synchronization
import Testing

@testable import Orders

struct LargeMemoryTests {
    /// Memory that counts how many bytes it was asked to make ready.
    private final class Asked: Sendable {
        let bytes = Mutex<[Int]>([])

        var memory: LargeMemory {
            unsafe LargeMemory { buffer in self.bytes.withLock { $0.append(buffer.count) } }
        }
    }

    @Test func `an array keeps its elements when it grows`() {
        let asked = Asked()
        var numbers: [UInt64] = []
        for number in 0..<1_000 as Range<UInt64> {
            numbers.makeRoom(in: asked.memory)
            numbers.append(number)
        }
        #expect(numbers == Array(0..<1_000))
        // It doubles, and all of its room is made ready.
        let sizes = asked.bytes.withLock { $0 }
        #expect(sizes.count <= 11)
        #expect((sizes.last ?? 0) >= 8 * 1_000)
    }

    @Test func `room that is there is used`() {
        let asked = Asked()
        var bytes: [UInt8] = [1, 2]
        bytes.grow(to: 100, in: asked.memory)
        bytes.makeRoom(for: 98, in: asked.memory)
        bytes += repeatElement(3, count: 98)
        #expect(bytes == [1, 2] + Array(repeating: 3, count: 98))
        #expect(asked.bytes.withLock { $0 } == [100])
    }

    @Test func `an array never shrinks below its elements`() {
        var bytes: [UInt8] = [1, 2, 3]
        bytes.grow(to: 0, in: .asItComes)
        #expect(bytes == [1, 2, 3])
    }

    @Test func `a copy is not written to`() {
        var bytes: [UInt8] = [1]
        let copy = bytes
        bytes.makeRoom(for: 1_000, in: .asItComes)
        bytes.append(2)
        #expect(copy == [1] && bytes == [1, 2])
    }

    @Test func `an empty array has room for what it is made for`() {
        let asked = Asked()
        let texts = [String](roomFor: 1_000, in: asked.memory)
        #expect(texts.isEmpty && texts.capacity >= 1_000)
        #expect(asked.bytes.withLock { $0 } == [1_000 * MemoryLayout<String>.stride])
    }
}
