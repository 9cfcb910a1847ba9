// What a person sees before anything is bought.

package import Orders

/// The plan of a run in numbers, and what there is to say of the sheet.
package struct Preview: Sendable {
    package let batch: BatchName
    /// Sheet orders with something to buy.
    package let orders: Int
    /// API orders to place.
    package let purchases: Int
    package let esims: Int
    package let cost: Money
    package let balance: Money
    /// Sheet orders that earlier runs have bought.
    package let alreadyBought: Int
    /// The least time that the pace allows.
    package let leastTime: Duration
    /// Warnings: with an error nothing is bought.
    package let findings: FindingLog

    package var balanceAfter: Money { balance - cost }
}
