// The quantity is a whole number that is plainly written: what it might mean is never guessed,
// since each of its eSIMs costs money.

enum QuantityRule {
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<Int> {
        guard let cell = line.known[.quantity] else { return .absent }
        let field = SheetField.quantity.rawValue
        let range = "\(Limits.quantity.lowerBound)…\(Limits.quantity.upperBound)"
        switch WrittenNumber(withCommas(cell.text)) {
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

    /// Spaces and apostrophes, with which several countries group thousands.
    private static let groupings: Set<Character> = [
        " ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "\u{2019}",
    ]

    /// The text with a comma between thousands, if it has one of those.
    private static func withCommas(_ text: String) -> String {
        let groups = text.split(omittingEmptySubsequences: false) { groupings.contains($0) }
        let areThousands = groups.dropFirst().allSatisfy { $0.prefix { $0.isNumber }.count == 3 }
        return areThousands ? groups.joined(separator: ",") : text
    }
}
