// The results folder as a process sees it that may die before and after each folder.

import OrderTestKit
import Orders

/// Passes everything on to folders in memory, with a step of the process's life on both sides.
struct MortalPublisher: OrderPublisher {
    let base: RecordingPublisher
    let life: Life

    func prepare(_ batch: BatchName) async throws {
        try await life.step()
        try await base.prepare(batch)
    }

    func isPublished(_ order: RecordedSheetOrder, in batch: BatchName) async -> Bool {
        await base.isPublished(order, in: batch)
    }

    func holder(of folder: String, in batch: BatchName) async -> String? {
        await base.holder(of: folder, in: batch)
    }

    func publish(_ order: PublishableOrder) async throws {
        try await life.step()
        try await base.publish(order)
        try await life.step()
    }

    func summarise(_ report: BatchReport, of batch: RecordedBatch) async throws {
        try await life.step()
        try await base.summarise(report, of: batch)
        try await life.step()
    }
}
