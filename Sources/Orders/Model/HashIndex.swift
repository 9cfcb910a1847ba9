// Finds things by what they are equal to, where they stand in an array already.

/// The numbers of things that differ from each other, each under the hash of its thing. With a
/// million things a dictionary would keep each a second time, and hash all again whenever it grows.
struct HashIndex: Sendable {
    /// A number and 1 more in the lower half, the upper half of the hash in the upper; 0 for none.
    /// The slot that a hash tells is taken, or else the next that is free.
    private var slots: [UInt64] = []
    private var count = 0
    private let memory: LargeMemory

    private static let leastSlots = 64
    private static let lowerHalf: UInt64 = 0xFFFF_FFFF

    init(memory: LargeMemory = .asItComes) {
        self.memory = memory
    }

    /// The number under this hash whose thing is the one that is looked for.
    func number(_ hash: Int, isSame: (UInt32) -> Bool) -> UInt32? {
        guard count > 0 else { return nil }
        let tag = Self.tag(hash)
        var slot = slot(of: tag)
        while slots[slot] != 0 {
            if slots[slot] & ~Self.lowerHalf == tag {
                let number = UInt32(slots[slot] & Self.lowerHalf) - 1
                if isSame(number) { return number }
            }
            slot = next(slot)
        }
        return nil
    }

    /// Puts a number, which is below `UInt32.max`, under the hash of its thing; the thing must not
    /// have one yet.
    mutating func add(_ hash: Int, _ number: UInt32) {
        if 2 * count >= slots.count { grow() }
        put(Self.tag(hash) | UInt64(number) + 1)
        count += 1
    }

    private mutating func grow() {
        let old = slots
        let count = max(Self.leastSlots, 2 * old.count)
        slots = Array(roomFor: count, in: memory)
        slots.append(contentsOf: repeatElement(0, count: count))
        for entry in old where entry != 0 { put(entry) }
    }

    private mutating func put(_ entry: UInt64) {
        var slot = slot(of: entry)
        while slots[slot] != 0 { slot = next(slot) }
        slots[slot] = entry
    }

    private static func tag(_ hash: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: hash) & ~lowerHalf
    }

    /// There are as many slots as a power of 2 says; the first bits of the hash tell which.
    private func slot(of entry: UInt64) -> Int {
        Int(truncatingIfNeeded: entry >> (64 - UInt64(slots.count.trailingZeroBitCount)))
    }

    private func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }
}
