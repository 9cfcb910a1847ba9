// Deciding what a request to revoke a bundle becomes; nothing here changes the state.

extension SandboxState {
    /// The event of taking one unused bundle off an eSIM.
    func revocation(
        of bundle: String, _ assignment: String?, on iccid: String, at now: Instant
    ) throws(Refusal) -> SandboxEvent {
        guard let esim = esim(iccid), !esim.isReturned else { throw .unknownESIM }
        let applied = applied(to: iccid).filter { $0.bundle == bundle }
        let chosen =
            assignment.map { wanted in applied.first { "\($0.id)" == wanted } }
            ?? applied.first { $0.state == "queued" }
        guard let chosen else { throw Refusal(message: "bundle assignment not found") }
        guard chosen.state == "queued" else {
            throw Refusal(message: "bundle is \(chosen.state) and cannot be revoked")
        }
        return .revoked(iccid: iccid, assignment: chosen.id, at: now)
    }
}

extension Refusal {
    /// What the provider says of an eSIM that is not the account's.
    static let unknownESIM = Refusal(message: "eSIM not found")
}
