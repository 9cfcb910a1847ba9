// What a person or script may choose about a run: resolved once, never changed afterwards.

package import Orders

/// The settings of a run. Ranges are checked where they are read.
package struct BatchSettings: Sendable {
    /// Purchases in flight at once, `Limits.concurrency`.
    package var concurrency = 8
    /// The least time between the starts of two purchases; zero switches it off.
    package var pace: Duration = .seconds(3)
    /// The most eSIMs in one API order, `Limits.eSIMsPerOrder`.
    package var maxPerOrder = 10
    package var ceiling: Budget.Ceiling?
    package var allowRepeats = false
    package var expectedOrders: Int?
    package var expectedESIMs: Int?
    package var assignmentTimeout: Duration = .seconds(900)
    package var settleAfter: Duration = .seconds(900)
    /// How long one request may take; an attempt's request is surely not on its way after it.
    package var requestTimeout: Duration = .seconds(120)
    /// A person has checked that listed orders unknown to the ledger are not its own.
    package var trustsLedger = false
    /// The signal that interrupted the run; asked for after it did.
    package var interruption: @Sendable () -> Int32 = { 2 }

    package init() {}
}
