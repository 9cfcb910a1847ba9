// What another batch has bought under the same order name.

/// A purchase of the same order name in another batch.
package struct EarlierPurchase: Hashable, Sendable {
    package let batch: BatchName
    package let at: Timestamp

    package init(batch: BatchName, at: Timestamp) {
        self.batch = batch
        self.at = at
    }
}
