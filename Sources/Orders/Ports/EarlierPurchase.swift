// What another batch has bought under the same order name.

/// A purchase of the same order name in another batch.
package struct EarlierPurchase: Hashable, Sendable {
    package let batch: BatchName
    package let at: Timestamp
    /// Nobody knows yet whether it was bought.
    package let isUnknown: Bool
    /// It was sent after the order in question was admitted to its own batch, so that nobody knew
    /// of it who agreed to that.
    package let isSince: Bool

    package init(
        batch: BatchName, at: Timestamp, isUnknown: Bool = false, isSince: Bool = false
    ) {
        self.isUnknown = isUnknown
        self.isSince = isSince
        self.batch = batch
        self.at = at
    }
}
