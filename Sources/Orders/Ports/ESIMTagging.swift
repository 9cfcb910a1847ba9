// The port that writes a reference of the customer's own on an eSIM.

/// Tags eSIMs at the provider. Writing the same tag again changes nothing.
package protocol ESIMTagging: Sendable {
    /// Sets the `customerRef` of an eSIM, whatever it was. Throws `APIFailure`; `.rejected` when
    /// the provider does not take it for this eSIM.
    func tag(_ tag: ESIMTag) async throws
}
