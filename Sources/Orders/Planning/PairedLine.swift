// A sheet line and the ledger's line that it is.

/// A sheet line and the ledger's line that holds its purchase.
package struct PairedLine: Hashable, Sendable {
    package let line: OrderLine
    package let recorded: RecordedLine

    package init(line: OrderLine, recorded: RecordedLine) {
        self.line = line
        self.recorded = recorded
    }

    package var isCarriedChanged: Bool { !line.carried.isSame(as: recorded.carried) }
}
