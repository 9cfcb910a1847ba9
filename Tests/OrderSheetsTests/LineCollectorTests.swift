// A sheet's fill of lines.

import Orders
import Testing

@testable import OrderSheets

@Suite struct LineCollectorTests {
    @Test(arguments: ["bundle\nb\nb\n", "<orderSheet>\n<line bundle=\"b\"/><line/></orderSheet>"])
    func `a million lines are admitted, and the next ends the reading`(text: String) throws {
        var lines = LineCollector()
        var log = FindingLog()
        let position = SheetPosition(line: 1, column: 1)
        for _ in 1..<1_000_000 {
            guard lines.admit(at: position, into: &log) else { break }
        }
        #expect(!log.hasErrors)

        let bytes = Array(text.utf8)
        if text.hasPrefix("<") {
            XMLSheetReader.read(bytes, into: &lines, log: &log)
        } else {
            CSVSheetReader.read(bytes, into: &lines, log: &log)
        }
        #expect(lines.count == 1_000_000)
        #expect(lines.lines.count == 1)
        #expect(log.findings.map(\.rule) == [.sheetSize])
    }
}
