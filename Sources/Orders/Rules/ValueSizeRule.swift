// No honest value is as long as the limit; what is longer is most likely a damaged sheet.

enum ValueSizeRule {
    static func passes(_ line: SheetLine, into log: inout FindingLog) -> Bool {
        var isSound = true
        func check(_ value: SheetText, _ field: String, _ log: inout FindingLog) {
            if !passes(value, field: field, into: &log) { isSound = false }
        }
        for field in SheetField.allCases {
            if let value = line.known[field] { check(value, field.rawValue, &log) }
        }
        for value in line.unknown { check(value.value, value.column, &log) }
        for value in line.iccidElements { check(value, SheetField.iccid.rawValue, &log) }
        return isSound
    }

    static func passes(_ value: SheetText, field: String?, into log: inout FindingLog) -> Bool {
        guard value.text.utf8.count > Limits.sheetValueBytes else { return true }
        log.error(
            .valueSize, at: value.position, field: field,
            "the value is longer than \(Limits.sheetValueBytes) bytes, with the white space around "
                + "it; shorten it")
        return false
    }
}
