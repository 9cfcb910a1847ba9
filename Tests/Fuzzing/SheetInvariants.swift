// What holds of every reading of an order sheet.

import OrderSheets
import Orders
import ZipArchive

func sheetViolation(_ bytes: [UInt8]) -> String? {
    // Packed sheets are the gzip target's: what they unpack to would be these targets' input.
    guard !Gzip.isGzip(bytes) else { return nil }
    var log = FindingLog()
    let sheet = SheetReader.read(.bytes(bytes, name: "sheet"), into: &log)
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    for finding in log.findings {
        guard let position = finding.position else { continue }
        guard (1...lines).contains(position.line),
            (1...bytes.count + 1).contains(position.column)
        else { return "a finding lies outside: \(finding.line(sheet: "sheet"))" }
    }
    if sheet.lines.count > sheet.lineCount { return "more lines are read than there are" }
    if sheet.lines.count < sheet.lineCount, !log.hasErrors { return "a line is lost in silence" }
    if sheet.lineCount > lines + bytes.count { return "more lines are counted than there are" }
    // Markup and quotes may part what is read as one.
    guard bytes.isLiteral(escapes: ["&", "\""]), !holds(bytes, "<!"), !holds(bytes, "<?") else {
        return nil
    }
    for line in sheet.lines {
        guard holds(bytes, line.content.bundle.text) else { return "a bundle is made up" }
        if let made = line.content.iccids.first(where: { !holds(bytes, $0.digits) }) {
            return "the ICCID \(made) is made up"
        }
    }
    return nil
}
