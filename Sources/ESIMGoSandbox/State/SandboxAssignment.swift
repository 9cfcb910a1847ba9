// One bundle on one eSIM.

/// An assignment: it begins unused, and is used or revoked later.
struct SandboxAssignment: Sendable, Equatable {
    /// Numbers of assignments begin here, as long as the provider's.
    static let firstID = 200_000_000

    let id: Int
    let bundle: String
    /// `ORDER-N`, as the provider writes it.
    let reference: String
    let assignedAt: Instant
    /// The provider's word: `queued`, `active`, `depleted`, `revoked`, …
    var state = "queued"

    /// Whether it is on the eSIM and can be used.
    var isAlive: Bool { state == "queued" || state == "active" || state == "processing" }
}
