// Reads a sheet from text and shows what came of it, for the tests of this target.

import OrderSheets
import Orders

/// What a sheet's bytes become.
struct SheetReading {
    let sheet: OrderSheet
    let log: FindingLog

    init(_ text: String) {
        self.init(Array(text.utf8))
    }

    init(_ bytes: [UInt8]) {
        self.init(.bytes(bytes, name: "sheet"))
    }

    init(_ source: SheetSource) {
        var log = FindingLog()
        sheet = SheetReader.read(source, into: &log)
        self.log = log
    }

    init(sheet: OrderSheet, log: FindingLog) {
        self.sheet = sheet
        self.log = log
    }

    /// Each finding as `line:column severity rule`, in sheet order.
    var findings: [String] {
        log.sorted.map { finding in
            let place = finding.position.map { "\($0.line):\($0.column) " } ?? ""
            return "\(place)\(finding.severity.rawValue) \(finding.rule.rawValue)"
        }
    }

    /// The messages in sheet order.
    var messages: [String] { log.sorted.map(\.message) }

    /// The first carried value of each line; an empty text if there is none.
    var carried: [String] { sheet.lines.map { $0.carried.first?.text ?? "" } }
}
