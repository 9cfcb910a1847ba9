// Everything that changes the sandbox's account, as one line of the state file.

/// A change of the account. Applying the same events in the same order gives the same account.
enum SandboxEvent: Sendable, Equatable {
    /// The first event: what the account began with.
    case opened(seed: UInt64, balance: Amount, currency: String)
    /// A purchase, a failed one or a top-up; `sequence` numbers the purchases that clients tried.
    case ordered(PlacedOrder, newESIMs: [SandboxESIM], sequence: UInt64?)
    /// A purchase that a fault struck before anything was bought: only its number is used up.
    case struck(sequence: UInt64)
    case repriced(bundle: String, price: Amount)
    case tagged(iccid: String, customerRef: String, at: Instant)
    /// A bundle taken off an eSIM.
    case revoked(iccid: String, assignment: Int, at: Instant)
    /// A device has an eSIM, and its unused bundles are in this state now.
    case installed(iccid: String, bundleState: String)
}
