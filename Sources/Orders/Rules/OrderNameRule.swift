// An order's name becomes a folder's name and a key in the ledger, so it has to be readable.

/// Reads an order's name, wherever a form of sheet writes it.
package enum OrderNameRule {
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<OrderName> {
        guard let cell = line.known[.order] else { return .absent }
        return name(cell, into: &log).map(FieldReading.valid) ?? .invalid
    }

    /// The name, or nil with a finding.
    package static func name(_ cell: SheetText, into log: inout FindingLog) -> OrderName? {
        if let name = OrderName(cell.text) { return name }
        log.error(
            .orderName, at: cell.position, field: SheetField.order.rawValue,
            InvisibleCharacterRule.reason(cell.text, allowingJoiners: true)
                ?? "\(cell.text.quoted) is not 1…\(Limits.nameLength) visible characters")
        return nil
    }
}
