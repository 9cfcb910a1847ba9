// ICCIDs that have the right form and yet are likely wrong: worth a warning and no more.

/// Collects the doubtful numbers of one line, so that a line of many makes one warning of a kind.
struct ICCIDDoubts {
    private struct Doubt {
        let first: ICCID
        let position: SheetPosition
        var others = 0
    }

    private var wrongCheckDigit: Doubt?
    private var rewritten: Doubt?

    /// A spreadsheet keeps 15 digits of a number and writes zeros for the rest. Such a number is
    /// most likely spoilt when its check digit is wrong too, but a real one may look so.
    mutating func consider(_ iccid: ICCID, at position: SheetPosition) {
        guard !iccid.passesLuhn else { return }
        if iccid.digits.dropFirst(15).allSatisfy({ $0 == "0" }) {
            Self.note(iccid, at: position, in: &rewritten)
        } else {
            Self.note(iccid, at: position, in: &wrongCheckDigit)
        }
    }

    func report(into log: inout FindingLog) {
        if let rewritten {
            log.warning(
                .iccidRewritten, at: rewritten.position, field: SheetField.iccid.rawValue,
                "\(Self.subject(rewritten)) in zeros after 15 digits, as when a spreadsheet "
                    + "rewrote it; format the column as text and compare the number")
        }
        if let wrongCheckDigit {
            log.warning(
                .iccidLuhn, at: wrongCheckDigit.position, field: SheetField.iccid.rawValue,
                "\(Self.subject(wrongCheckDigit)) in a digit that is not the Luhn check of the "
                    + "others; compare the number")
        }
    }

    private static func note(
        _ iccid: ICCID, at position: SheetPosition, in doubt: inout Doubt?
    ) {
        if doubt == nil {
            doubt = Doubt(first: iccid, position: position)
        } else {
            doubt?.others += 1
        }
    }

    private static func subject(_ doubt: Doubt) -> String {
        doubt.others == 0
            ? "\(doubt.first) ends"
            : "\(doubt.first), like \(doubt.others) more on this line, ends"
    }
}
