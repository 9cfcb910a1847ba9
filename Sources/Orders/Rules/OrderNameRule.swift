// An order's name becomes a folder's name and a key in the ledger, so it has to be readable.

/// Reads an order's name, wherever a form of sheet writes it.
package enum OrderNameRule {
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<OrderName> {
        guard let cell = line.known[.order] else { return .absent }
        return name(cell, into: &log).map(FieldReading.valid) ?? .invalid
    }

    /// Whether it is a number with an exponent as spreadsheets write it. People write `2024.11`.
    private static func isRewritten(_ text: String) -> Bool {
        text.contains("E+") && WrittenNumber(text) == .rewritten
    }

    /// The name, or nil with a finding.
    package static func name(_ cell: SheetText, into log: inout FindingLog) -> OrderName? {
        if isRewritten(cell.text) {
            log.error(
                .orderName, at: cell.position, field: SheetField.order.rawValue,
                "\(cell.text.quoted) is a number as a spreadsheet rewrites it, so several orders "
                    + "may have become one; format the column as text and enter the names again")
            return nil
        }
        if let name = OrderName(cell.text) { return name }
        log.error(
            .orderName, at: cell.position, field: SheetField.order.rawValue,
            InvisibleCharacterRule.reason(cell.text, allowingJoiners: true)
                ?? "\(cell.text.quoted) is not 1…\(Limits.nameLength) visible characters")
        return nil
    }
}
