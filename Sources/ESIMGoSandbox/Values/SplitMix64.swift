// A small seeded generator, so that a sandbox can be replayed exactly.

/// SplitMix64 (Steele, Lea and Flood, 2014): one 64-bit state, good enough for faults and names.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// An independent generator for one event of a seeded run.
    init(seed: UInt64, stream: UInt64, substream: UInt64 = 0) {
        var mixer = SplitMix64(seed: seed)
        mixer.state ^= mixer.next() &+ stream &* 0xD1B5_4A32_D192_ED03
        mixer.state ^= mixer.next() &+ substream &* 0xABC9_8388_FB8F_AC03
        self.init(seed: mixer.next())
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
