// Contents that the tests pack.

/// Bytes that look random and are the same in every run (xorshift64*).
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return UInt8(truncatingIfNeeded: (state &* 0x2545_F491_4F6C_DD1D) >> 56)
    }
}

/// Text that compresses well.
func prose(_ count: Int) -> [UInt8] {
    let line = Array("LPA:1$rsp.example.net$ABCDE-12FGH-3IJKL-45MNO\n".utf8)
    return (0..<count).map { line[$0 % line.count] }
}
