// The moments before and after everything that leaves a trace: where a process may die.

/// What a port is asked to do, by the name that a person gives when choosing where to stop.
package enum Step: String, CaseIterable, Sendable {
    // The ledger's transactions.
    case claim
    case readBatch = "read-batch"
    case readOrder = "read-order"
    case readBatches = "read-batches"
    case admit
    case recover
    case beginAttempt = "begin-attempt"
    case finishAttempt = "finish-attempt"
    case recordDelivery = "record-delivery"
    case recordFailedLater = "record-failed-later"
    case note
    case recordPublished = "record-published"
    case recordUnpublished = "record-unpublished"
    case readUnconfirmed = "read-unconfirmed"
    case readKnowledge = "read-knowledge"
    case recordBaseline = "record-baseline"
    case noteLookalikes = "note-lookalikes"
    case decide
    case settle
    case readEvents = "read-events"
    case requote
    case readBundles = "read-bundles"
    case rememberBundle = "remember-bundle"
    case beginRun = "begin-run"
    case closeBooks = "close-books"
    case finishRun = "finish-run"

    // The requests to the provider.
    case readAccount = "read-account"
    case quote
    case awaitTurn = "await-turn"
    case place
    case collect
    case fetchArchive = "fetch-archive"
    case list
    case readCatalogue = "read-catalogue"
    case readBundle = "read-bundle"

    // The results folder.
    case prepare
    case publish
    case summarise
}

/// On which side of a step a moment is.
package enum Side: String, CaseIterable, Sendable {
    case before, after
}

/// Told of every moment. What it throws, the step throws in its place; what it throws before a step
/// keeps the step from being done.
package typealias StepObserver = @Sendable (Step, Side) async throws -> Void

/// Does one step between its two moments.
func observed<Value>(
    _ step: Step, by observe: StepObserver, _ body: () async throws -> Value
) async throws -> Value {
    try await observe(step, .before)
    let value = try await body()
    try await observe(step, .after)
    return value
}
