// The quantity is a whole number that is plainly written: what it might mean is never guessed,
// since each of its eSIMs costs money.

enum QuantityRule {
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<Int> {
        guard let cell = line.known[.quantity] else { return .absent }
        let field = SheetField.quantity.rawValue
        let range = "\(Limits.quantity.lowerBound)…\(Limits.quantity.upperBound)"
        switch WrittenNumber(cell.text) {
        case .whole(let value):
            if let value, Limits.quantity.contains(value) { return .valid(value) }
            log.error(
                .quantityRange, at: cell.position, field: field,
                "\(cell.text.quoted) is not \(range)")
        case .rewritten:
            log.error(
                .quantityRewritten, at: cell.position, field: field,
                "\(cell.text.quoted) was rewritten by a spreadsheet; "
                    + "format the column as text and enter the whole number again")
        case .other:
            log.error(
                .quantityNumber, at: cell.position, field: field,
                "\(cell.text.quoted) is not a whole number; write digits only, \(range)")
        }
        return .invalid
    }
}
