// A results folder that tells of every moment before and after it is changed.

package import Orders

/// Passes everything on to another publisher, between the two moments of each step.
package struct SteppedPublisher: OrderPublisher {
    private let base: any OrderPublisher
    private let observe: StepObserver

    package init(_ base: any OrderPublisher, observe: @escaping StepObserver) {
        self.base = base
        self.observe = observe
    }

    package func prepare(_ batch: BatchName) async throws {
        try await observed(.prepare, by: observe) { try await base.prepare(batch) }
    }

    package func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool {
        await base.isPublished(order, in: batch)
    }

    package func lacksSummary(of batch: BatchName, since published: Timestamp) async -> Bool {
        await base.lacksSummary(of: batch, since: published)
    }

    package func isCurrent(_ order: PublishableOrder) async -> Bool {
        await base.isCurrent(order)
    }

    package func holder(of folder: String, in batch: BatchName) async -> String? {
        await base.holder(of: folder, in: batch)
    }

    package func publish(_ order: PublishableOrder) async throws {
        try await observed(.publish, by: observe) { try await base.publish(order) }
    }

    package func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try await observed(.summarise, by: observe) {
            try await base.summarise(report, of: batch)
        }
    }

    package func showPage(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try await observed(.summarise, by: observe) {
            try await base.showPage(report, of: batch)
        }
    }
}
