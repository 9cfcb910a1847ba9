// The numbers of existing eSIMs that get the bundle instead of new ones.

enum ICCIDRule {
    /// The numbers in the order they are written; none twice.
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<[ICCID]> {
        let cells = (line.known[.iccid].map { [$0] } ?? []) + line.iccidElements
        var iccids: [ICCID] = []
        var seen: Set<ICCID> = []
        var isSound = true
        for cell in cells {
            for token in cell.text.split(whereSeparator: { $0.isWhitespace || $0 == ";" }) {
                guard let iccid = iccid(token, at: cell.position, into: &log) else {
                    isSound = false
                    continue
                }
                guard seen.insert(iccid).inserted else {
                    log.error(
                        .iccidRepeated, at: cell.position, field: SheetField.iccid.rawValue,
                        "\(iccid) stands twice on this line; name each eSIM once")
                    isSound = false
                    continue
                }
                iccids.append(iccid)
            }
        }
        guard isSound else { return .invalid }
        // Separators alone, such as `;`, name nothing.
        return iccids.isEmpty ? .absent : .valid(iccids)
    }

    private static func iccid(
        _ token: Substring, at position: SheetPosition, into log: inout FindingLog
    ) -> ICCID? {
        let field = SheetField.iccid.rawValue
        guard let iccid = ICCID(token) else {
            if WrittenNumber(String(token)) == .rewritten {
                log.error(
                    .iccidRewritten, at: position, field: field,
                    "\(String(token).quoted) was rewritten by a spreadsheet and has lost digits; "
                        + "format the column as text and paste the number again")
            } else {
                let digits = Limits.iccidDigits
                log.error(
                    .iccidForm, at: position, field: field,
                    "\(String(token).quoted) is not \(digits.lowerBound)…\(digits.upperBound) "
                        + "digits")
            }
            return nil
        }
        warn(of: iccid, at: position, into: &log)
        return iccid
    }

    /// A spreadsheet keeps 15 digits of a number and writes zeros for the rest. Such a number is most
    /// likely spoilt when its check digit is wrong too, but a real one may look so: a warning.
    private static func warn(
        of iccid: ICCID, at position: SheetPosition, into log: inout FindingLog
    ) {
        guard !iccid.passesLuhn else { return }
        if iccid.digits.dropFirst(15).allSatisfy({ $0 == "0" }) {
            log.warning(
                .iccidRewritten, at: position, field: SheetField.iccid.rawValue,
                "\(iccid) ends in zeros after 15 digits, as when a spreadsheet rewrote it; "
                    + "format the column as text and compare the number")
        } else {
            log.warning(
                .iccidLuhn, at: position, field: SheetField.iccid.rawValue,
                "the last digit of \(iccid) is not the Luhn check of the others; compare the number"
            )
        }
    }
}
