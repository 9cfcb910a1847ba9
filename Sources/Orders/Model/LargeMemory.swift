// Memory for the arrays of a large sheet.

/// Makes memory ready that an array is about to fill. The domain knows no system; whoever does can
/// ask it for large pages, since the first touch of each small one takes its time.
@safe package struct LargeMemory: Sendable {
    package let makeReady: @Sendable (UnsafeMutableRawBufferPointer) -> Void

    package init(_ makeReady: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void) {
        unsafe self.makeReady = makeReady
    }

    /// It is used as it comes.
    package static let asItComes = unsafe LargeMemory { _ in }
}

extension Array {
    /// None, with room for so many elements.
    init(roomFor room: Int, in memory: LargeMemory) {
        self = unsafe Array(unsafeUninitializedCapacity: room) { buffer, _ in
            unsafe memory.makeReady(UnsafeMutableRawBufferPointer(buffer))
        }
    }
}

extension Array where Element: BitwiseCopyable {
    /// Makes room for so many more elements; an array that has none left becomes twice as large.
    @inline(__always)
    mutating func makeRoom(for more: Int = 1, in memory: @autoclosure () -> LargeMemory) {
        if capacity - count < more { grow(for: more, in: memory()) }
    }

    @inline(never)
    private mutating func grow(for more: Int, in memory: LargeMemory) {
        grow(to: Swift.max(2 * capacity, count + more), in: memory)
    }

    /// Makes room for so many elements in all.
    mutating func grow(to room: Int, in memory: LargeMemory) {
        let old = self
        self = unsafe Array(unsafeUninitializedCapacity: Swift.max(room, old.count)) {
            buffer, filled in
            unsafe memory.makeReady(UnsafeMutableRawBufferPointer(buffer))
            filled = unsafe buffer.initialize(fromContentsOf: old)
        }
    }
}
