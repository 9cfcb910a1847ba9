// The port to the results folder: turns what the ledger holds into files that people use.

/// Renders orders into folders. Everything but the API's own ZIPs comes from the ledger, so any
/// folder can be rendered again. Throws `PublishFailure`.
package protocol OrderPublisher: Sendable {
    /// Makes sure the batch's folder exists and can be written; called before anything is bought.
    func prepare(_ batch: BatchName) async throws

    /// Whether the order's folder stands, whole, and with this order's references.
    func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool

    /// Whether the order's folder shows what it would show if it were rendered now: the same cards,
    /// with the same words for its bundles.
    func isCurrent(_ order: PublishableOrder) async -> Bool

    /// What stands in the place of a folder that is not there yet by the ledger: the reference of
    /// an order, or other words. Nil when the place is free, or holds only a rehearsal.
    func holder(of folder: String, in batch: BatchName) async -> String?

    /// Renders the order's folder: whole or absent, whatever happens meanwhile.
    func publish(_ order: PublishableOrder) async throws

    /// Whether the batch's folder stands and has no summary, or one that is older than a moment at
    /// which something was published.
    func lacksSummary(of batch: BatchName, since published: Timestamp) async -> Bool

    /// Replaces the batch's `summary.csv`, `summary.json` and `report.html`.
    func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws

    /// Replaces `report.html` alone, for what has changed without a run.
    func showPage(_ report: BatchReport, of batch: RecordedBatch) async throws
}
