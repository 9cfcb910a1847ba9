// What another batch has bought under the same order name.

/// A purchase of the same order name in another batch.
package struct EarlierPurchase: Hashable, Sendable {
    package let batch: BatchName
    package let at: Timestamp
    /// Nobody knows yet whether it was bought.
    package let isUnknown: Bool

    package init(batch: BatchName, at: Timestamp, isUnknown: Bool = false) {
        self.isUnknown = isUnknown
        self.batch = batch
        self.at = at
    }
}
