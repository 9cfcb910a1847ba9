// What a ledger notes of the provider's list before anything is bought.

/// Listed orders that are not the ledger's, and are never to be taken for its own.
package struct Baseline: Hashable, Sendable {
    package let strangers: [ListedOrder]
    /// Those of them that an old copy of the ledger may have forgotten.
    package let unexplained: Set<OrderReference>
    /// Orders of which a person has said that they are somebody else's.
    package let trusted: Set<OrderReference>

    package init(
        strangers: [ListedOrder], unexplained: Set<OrderReference> = [],
        trusted: Set<OrderReference> = []
    ) {
        self.strangers = strangers
        self.unexplained = unexplained
        self.trusted = trusted
    }
}
