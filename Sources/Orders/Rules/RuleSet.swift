// Passes a line through every rule and makes of it what can be ordered.

/// All rules for one sheet's lines. It remembers what only several lines together show, so one
/// sheet needs one rule set, and the lines in their order.
package struct RuleSet: Sendable {
    private let hasBundleColumn: Bool
    private var iccidRepetition: ICCIDRepetitionRule

    /// Pass false for `hasBundleColumn` when the header has no such column: that is one finding on
    /// the header then, and not one on each line. What it remembers is kept in `memory`.
    package init(hasBundleColumn: Bool = true, memory: LargeMemory = .asItComes) {
        self.hasBundleColumn = hasBundleColumn
        iccidRepetition = ICCIDRepetitionRule(memory: memory)
    }

    /// The line as it can be ordered, or nil with at least one error in the log. Every rule looks
    /// at the line, so all that is wrong with it is reported at once.
    package mutating func check(_ line: SheetLine, into log: inout FindingLog) -> OrderLine? {
        // A value beyond the limit reaches us cut off, so what other rules say of it is noise.
        guard ValueSizeRule.passes(line, into: &log) else { return nil }

        let bundle = hasBundleColumn ? BundleRule.read(line, into: &log) : .invalid
        let order = OrderNameRule.read(line, into: &log)
        let iccids = ICCIDRule.read(line, into: &log)
        let written = QuantityRule.read(line, into: &log)
        let quantity = QuantityICCIDsRule.quantity(written, iccids, of: line, into: &log)
        PersonalQuantityRule.check(line, quantity: quantity, into: &log)
        DeviceNumberRule.check(line, into: &log)

        guard let bundle = bundle.value, let quantity, !order.isInvalid, !iccids.isInvalid else {
            return nil
        }
        let existing = iccids.value ?? []
        iccidRepetition.check(existing, bundle: bundle, line: line, into: &log)
        return OrderLine(
            number: line.position.line, order: order.value,
            content: LineContent(bundle: bundle, quantity: quantity, iccids: existing),
            carried: CarriedValues(line.carriedValues))
    }

    /// The short way for a line that every rule passes without a finding: appends it; false, with
    /// nothing logged, for one that has to be checked. There is one cell for each column, and
    /// `bytes` are well-formed UTF-8; `order` is the name of the order around the line, if its form
    /// has such.
    package mutating func appendPlain(
        _ cells: Span<SheetCell>, under columns: [PlainColumn], in bytes: Span<UInt8>,
        number: Int, within order: NameNumber? = nil, to lines: inout SheetLinesWriter
    ) -> Bool {
        PlainLines.append(
            cells, columns, in: bytes, number: number, within: order,
            repetition: &iccidRepetition, to: &lines)
    }
}
