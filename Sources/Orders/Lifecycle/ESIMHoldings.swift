// What the provider says is on an eSIM.

/// The bundles of one eSIM, and whether a device has it.
package struct ESIMHoldings: Hashable, Sendable {
    /// Whether it was ever installed; nil where the provider does not say.
    package let wasInstalled: Bool?
    package let bundles: [AppliedBundle]

    package init(wasInstalled: Bool?, bundles: [AppliedBundle]) {
        self.wasInstalled = wasInstalled
        self.bundles = bundles
    }
}

/// One assignment of a bundle to an eSIM.
package struct AppliedBundle: Hashable, Sendable {
    /// Where an assignment is in its life, by the provider's words.
    package enum State: String, Hashable, Sendable {
        case processing, queued, active, depleted, expired, revoked, lapsed
        /// A word that we do not know.
        case other

        /// Whether the bundle is on the eSIM and can still be used, now or later.
        package var isAlive: Bool {
            switch self {
            case .processing, .queued, .active, .other: true
            case .depleted, .expired, .revoked, .lapsed: false
            }
        }
    }

    package let bundle: BundleName
    /// The provider's number of this assignment: what a revocation is aimed at.
    package let assignment: AssignmentID
    /// The order that it came with, as `REFERENCE-N`; nil where it is not said.
    package let reference: String?
    package let state: State

    package init(
        bundle: BundleName, assignment: AssignmentID, reference: String?, state: State
    ) {
        self.bundle = bundle
        self.assignment = assignment
        self.reference = reference
        self.state = state
    }

    /// Whether it came with an order.
    package func isOf(_ order: OrderReference) -> Bool {
        guard let reference else { return false }
        let start = reference.prefix(order.text.utf8.count)
        guard OrderReference(String(start)) == order else { return false }
        let rest = reference.dropFirst(start.count)
        return rest.isEmpty || rest.first == "-"
    }
}

/// The provider's number of one assignment of a bundle to an eSIM, opaque.
package struct AssignmentID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil unless 1…100 visible ASCII characters: it becomes a part of a URL.
    package init?(_ text: String) {
        guard (1...100).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    package var description: String { text }
}
