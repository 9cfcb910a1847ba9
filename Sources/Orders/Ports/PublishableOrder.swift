// What a folder is rendered from.

/// An order whose eSIMs are all known.
package struct PublishableOrder: Sendable {
    package let batch: BatchName
    package let order: RecordedSheetOrder
    /// The API's own ZIP of each reference, as received; a missing one is built.
    package let archives: [OrderReference: [UInt8]]
    /// What is known of its bundles, to be said in words.
    package let bundles: [BundleName: BundleContents]
    /// The carried columns of its table: the whole batch's, so that the tables of all its orders
    /// have the same ones.
    package let columns: [String]

    /// - Parameter columns: the batch's carried columns; those of the order's lines are among them
    ///   in any case.
    package init(
        batch: BatchName, order: RecordedSheetOrder, archives: [OrderReference: [UInt8]],
        bundles: [BundleName: BundleContents] = [:], columns: [String] = []
    ) {
        self.bundles = bundles
        let lines = order.lines.sorted { $0.number < $1.number }
        let own = carriedColumns(of: lines.map(\.carried))
        self.columns = columns + own.filter { !columns.contains($0) }
        self.batch = batch
        self.order = order
        self.archives = archives
    }
}
