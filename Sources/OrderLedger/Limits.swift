// The ledger's own limits, each with its reason.

enum LedgerLimits {
    /// Writes that share one commit: as many as can be in flight, so that one sync serves them all.
    static let writesPerCommit = 256
    /// Links from a ledger's name to its place, one to the next.
    static let linksFollowed = 16
    /// Bytes kept of a provider's answer as evidence: an answer of an order of ten eSIMs is 3 KiB.
    static let evidenceBytes = 256 << 10
    /// Names for copies of ledgers that others have replaced; nobody lets that happen often.
    static let keptNames = 9
    /// How far back others' orders are remembered, in rows; older ones are outside every window.
    static let baselineRows = 100_000
    /// How long to wait for another process that only reads, in seconds.
    static let busySeconds = 5.0
    /// Distinct values of composite columns that are remembered; a sheet has far fewer.
    static let rememberedValues = 1_000
}
