// What a folder is rendered from.

/// An order whose eSIMs are all known.
package struct PublishableOrder: Sendable {
    package let batch: BatchName
    package let order: RecordedSheetOrder
    /// The API's own ZIP of each reference, as received; a missing one is built.
    package let archives: [OrderReference: [UInt8]]
    /// What is known of its bundles, to be said in words.
    package let bundles: [BundleName: BundleContents]

    package init(
        batch: BatchName, order: RecordedSheetOrder, archives: [OrderReference: [UInt8]],
        bundles: [BundleName: BundleContents] = [:]
    ) {
        self.bundles = bundles
        self.batch = batch
        self.order = order
        self.archives = archives
    }
}
