// The port that takes bundles off eSIMs.

/// Takes bundles off eSIMs at the provider. All methods but `revoke` are safe to repeat and throw
/// `APIFailure`.
package protocol BundleRevocation: Sendable {
    /// What is on an eSIM; nil when the provider does not know it as this account's, while the key
    /// is known to be good.
    func holdings(of iccid: ICCID) async throws -> ESIMHoldings?

    /// Asks in validate mode what a revocation would do. `.rejected` is thrown with the provider's
    /// words when it would be refused.
    func previewRevocation(_ target: RevocationTarget) async throws -> String

    /// Takes the bundle off. Sends exactly one request at once, after `OrderAPI.awaitTurn`, and
    /// never repeats it.
    func revoke(_ target: RevocationTarget) async -> RevocationOutcome
}
