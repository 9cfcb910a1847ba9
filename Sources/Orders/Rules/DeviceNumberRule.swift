// The numbers of a device are carried through; one that a spreadsheet has rewritten is of no use to
// anybody, and shows only after the purchase.

enum DeviceNumberRule {
    static func check(_ line: SheetLine, into log: inout FindingLog) {
        for field in [SheetField.imei, .eid] {
            guard let cell = line.known[field], WrittenNumber(cell.text) == .rewritten else {
                continue
            }
            log.warning(
                .deviceNumber, at: cell.position, field: field.rawValue,
                "\(cell.text.quoted) was rewritten by a spreadsheet and has lost digits; "
                    + "format the column as text and paste the number again")
        }
    }
}
