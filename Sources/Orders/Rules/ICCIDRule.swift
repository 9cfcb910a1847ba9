// The numbers of existing eSIMs that get the bundle instead of new ones.

enum ICCIDRule {
    /// The numbers in the order they are written; none twice.
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<[ICCID]> {
        let cells = (line.known[.iccid].map { [$0] } ?? []) + line.iccidElements
        var iccids: [ICCID] = []
        var seen: Set<ICCID> = []
        var isSound = true
        var doubts = ICCIDDoubts()
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
                doubts.consider(iccid, at: cell.position)
            }
        }
        doubts.report(into: &log)
        guard isSound else { return .invalid }
        // Separators alone, such as `;`, name nothing.
        return iccids.isEmpty ? .absent : .valid(iccids)
    }

    private static func iccid(
        _ token: Substring, at position: SheetPosition, into log: inout FindingLog
    ) -> ICCID? {
        if let iccid = ICCID(token) { return iccid }
        let written = String(token)
        let parts = token.split(separator: ",")
        if token.contains(","), !parts.isEmpty, parts.allSatisfy({ ICCID($0) != nil }) {
            log.error(
                .iccidForm, at: position, field: SheetField.iccid.rawValue,
                "\(written.quoted) \(parts.count > 1 ? "is several numbers" : "has a comma"); put "
                    + "a space or a semicolon between numbers")
        } else if WrittenNumber(written) == .rewritten {
            log.error(
                .iccidRewritten, at: position, field: SheetField.iccid.rawValue,
                "\(written.quoted) was rewritten by a spreadsheet and has lost digits; "
                    + "format the column as text and paste the number again")
        } else {
            let digits = Limits.iccidDigits
            log.error(
                .iccidForm, at: position, field: SheetField.iccid.rawValue,
                "\(written.quoted) is not \(digits.lowerBound)…\(digits.upperBound) digits")
        }
        return nil
    }
}
