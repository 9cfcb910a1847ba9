// The numbers of existing eSIMs that get the bundle instead of new ones.

enum ICCIDRule {
    /// The numbers in the order they are written; none twice.
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<[ICCID]> {
        let cells =
            (line.known[.iccid].map { [($0, isElement: false)] } ?? [])
            + line.iccidElements.map { ($0, isElement: true) }
        var iccids: [ICCID] = []
        var seen: Set<ICCID> = []
        var isSound = true
        var doubts = ICCIDDoubts()
        for (cell, isElement) in cells {
            let tokens = cell.text.split(whereSeparator: { $0.isWhitespace || $0 == ";" })
            // Whoever writes an eSIM down and names none does not mean a new one.
            if tokens.isEmpty, isElement || !cell.text.allSatisfy(\.isWhitespace) {
                log.error(
                    .iccidForm, at: cell.position, field: SheetField.iccid.rawValue,
                    isElement
                        ? "<iccid> names no eSIM; write its number, or leave the element out"
                        : "\(cell.text.quoted) names no eSIM; write its number, or leave the value "
                            + "out")
                isSound = false
            }
            for token in tokens {
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
